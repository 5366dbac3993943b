#!/usr/bin/env bash
# Waits until the ingress controller that k3s brings is installed and answers, and with it the kinds of objects that are its own.
# k3s is Ready before: it installs the controller by jobs that start afterwards. Changes nothing.
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

[[ $WAIT_SECONDS =~ ^[1-9][0-9]*$ ]] || die "WAIT_SECONDS is no number of seconds ($WAIT_SECONDS); correct the call"
for kind in middlewares tlsoptions tlsstores; do
    { kubectl wait --for=create "crd/$kind.traefik.io" --timeout="${WAIT_SECONDS}s" &&
        kubectl wait --for=condition=Established "crd/$kind.traefik.io" --timeout="${WAIT_SECONDS}s"; } ||
        die "k3s did not install $kind.traefik.io; see \`kubectl -n kube-system logs job/helm-install-traefik-crd\`"
done
{ kubectl wait --for=create daemonset/traefik --timeout="${WAIT_SECONDS}s" &&
    kubectl rollout status daemonset/traefik --timeout="${WAIT_SECONDS}s"; } ||
    die "the ingress controller does not get ready; see \`kubectl -n kube-system logs job/helm-install-traefik\` and \`daemonset/traefik\`"
