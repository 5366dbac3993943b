#!/usr/bin/env bash
# Prints the administrator's kubeconfig of this k3s server, with an address that works from outside. It is a secret.
#
#   CLUSTER_NAME   name of cluster, user and context in it, so that kubeconfigs can be merged
#   API_ADDRESS    https://HOST:6443 as reached from outside; HOST must be among the server's tls-san
#   stdout         the kubeconfig
set -euo pipefail
export LC_ALL=C

. lib.sh

readonly source=/etc/rancher/k3s/k3s.yaml

[[ $CLUSTER_NAME =~ ^[A-Za-z0-9._-]+$ ]] || die "the cluster name is invalid ($CLUSTER_NAME); use letters, digits, . _ and -"
[[ $API_ADDRESS =~ ^https://[][A-Za-z0-9.:-]+$ ]] || die "the API address is invalid ($API_ADDRESS); write https://HOST:6443"
[[ -f $source ]] || die "the kubeconfig is missing ($source); start k3s as a server on this host first"

# A kubeconfig printed before the API answers would make every later step fail.
answer=$(/usr/local/bin/k3s kubectl --kubeconfig "$source" --request-timeout=10s get --raw /readyz 2>&1) || true
[[ $answer == ok ]] || die "the API server is not ready (${answer:-no answer}); run k3s-node.sh again"

kubeconfig=$(sed -E "s|^( *server: ).*|\1$API_ADDRESS|
    s/^( *(- )?(name|cluster|user|current-context): )default\$/\1$CLUSTER_NAME/" "$source")
[[ $(grep -c -E "(name|cluster|user|current-context): $CLUSTER_NAME\$" <<<"$kubeconfig") == 6 ]] ||
    die "$source has unexpected names (edited by hand); delete it and restart k3s"
printf '%s\n' "$kubeconfig"
