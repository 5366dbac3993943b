#!/usr/bin/env bash
# Prints the administrator's kubeconfig of this k3s server, made usable from elsewhere. It is a secret.
#
#   CLUSTER_NAME   name of cluster, user and context in it, so that two of them can be merged
#   API_ADDRESS    https://HOST:6443 as reached from outside; HOST must be among the server's tls-san
#   stdout         the kubeconfig
set -euo pipefail
export LC_ALL=C

readonly source=/etc/rancher/k3s/k3s.yaml

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

[[ $CLUSTER_NAME =~ ^[A-Za-z0-9._-]+$ ]] || die "\"$CLUSTER_NAME\" is no name for a cluster; use letters, digits, . _ and -"
[[ $API_ADDRESS =~ ^https://[][A-Za-z0-9.:-]+$ ]] || die "\"$API_ADDRESS\" is no address of an API; write https://HOST:6443"
[[ -f $source ]] || die "there is no kubeconfig ($source is missing); this host is no k3s server, or it never started"

# A kubeconfig handed out before the API answers would let everything that follows run into errors.
answer=$(/usr/local/bin/k3s kubectl --kubeconfig "$source" --request-timeout=10s get --raw /readyz 2>&1) || true
[[ $answer == ok ]] || die "the API server is not ready (it says: ${answer:-nothing}); run k3s-node.sh until it is"

kubeconfig=$(sed -E "s|^( *server: ).*|\1$API_ADDRESS|
    s/^( *(- )?(name|cluster|user|current-context): )default\$/\1$CLUSTER_NAME/" "$source")
[[ $(grep -c -E "(name|cluster|user|current-context): $CLUSTER_NAME\$" <<<"$kubeconfig") == 6 ]] ||
    die "$source is not as k3s writes it (names changed by hand); delete it and restart k3s"
printf '%s\n' "$kubeconfig"
