#!/usr/bin/env bash
# Waits until the ingress controller that k3s brings is installed, and with it the kinds of objects that are its own. k3s is
# Ready before: it installs the controller by jobs that start afterwards. Changes nothing.
#
#   WAIT_SECONDS   how long each step may take
set -euo pipefail
export LC_ALL=C

say() { printf '%s\n' "$*" >&2; }
kubectl() { /usr/local/bin/k3s kubectl --kubeconfig /etc/rancher/k3s/k3s.yaml --namespace kube-system "$@" >&2; }

die() {
    say "error: $*"
    kubectl get helmcharts.helm.cattle.io,jobs,pods || true
    exit 1
}

# wait_for OBJECT CONDITION: first until there is one, then until it is so.
wait_for() {
    kubectl wait --for=create "$1" --timeout="${WAIT_SECONDS}s" &&
        kubectl wait --for="condition=$2" "$1" --timeout="${WAIT_SECONDS}s"
}

[[ $WAIT_SECONDS =~ ^[1-9][0-9]*$ ]] || die "WAIT_SECONDS is no number of seconds ($WAIT_SECONDS); correct the call"
for job in helm-install-traefik-crd helm-install-traefik; do
    wait_for "job/$job" Complete || die "k3s could not install its ingress controller; see \`kubectl -n kube-system logs job/$job\`"
done
for kind in middlewares tlsoptions tlsstores; do
    wait_for "crd/$kind.traefik.io" Established || die "the ingress controller is installed, but $kind.traefik.io is missing; run this again"
done
