#!/usr/bin/env bash
# Waits until k3s's bundled ingress controller and its custom resource definitions are installed and ready. k3s itself is Ready
# earlier: it installs the controller with jobs that start afterwards. Changes nothing.
#
#   WAIT_SECONDS   how long each step may take
set -euo pipefail
export LC_ALL=C

. lib.sh
. k3s.sh

system() { kubectl --namespace kube-system "$@" >&2; }

fail() {
    system get helmcharts.helm.cattle.io,jobs,pods || true
    die "$@"
}

[[ $WAIT_SECONDS =~ ^[1-9][0-9]*$ ]] || die "WAIT_SECONDS is not a number ($WAIT_SECONDS); correct the call"
for kind in middlewares tlsoptions tlsstores; do
    { system wait --for=create "crd/$kind.traefik.io" --timeout="${WAIT_SECONDS}s" &&
        system wait --for=condition=Established "crd/$kind.traefik.io" --timeout="${WAIT_SECONDS}s"; } ||
        fail "k3s did not install $kind.traefik.io; see \`kubectl -n kube-system logs job/helm-install-traefik-crd\`"
done
{ system wait --for=create daemonset/traefik --timeout="${WAIT_SECONDS}s" &&
    system rollout status daemonset/traefik --timeout="${WAIT_SECONDS}s"; } ||
    fail "the ingress controller is not ready; see the logs of job/helm-install-traefik and daemonset/traefik in kube-system"
