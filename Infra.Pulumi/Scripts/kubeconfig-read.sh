#!/usr/bin/env bash
# Prints the kubeconfig of an existing cluster. It is a secret.
#
#   KUBECONFIG_PATH   the file; ~ is the home folder of the current user
#   stdout            its content
set -euo pipefail

. lib.sh

path=${KUBECONFIG_PATH/#\~/$HOME}

[[ -r $path ]] || die "cannot read the kubeconfig ($path); put the cluster's kubeconfig there or change infra:cluster.kubeconfig"
cat -- "$path"
