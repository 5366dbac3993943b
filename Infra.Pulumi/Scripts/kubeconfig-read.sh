#!/usr/bin/env bash
# Prints the kubeconfig of a cluster that was there before. It is a secret.
#
#   KUBECONFIG_PATH   the file; ~ is the home folder of whoever runs the program
#   stdout            its content
set -euo pipefail

path=${KUBECONFIG_PATH/#\~/$HOME}

if [[ ! -r $path ]]; then
    echo "error: the kubeconfig cannot be read ($path); put the cluster's kubeconfig there or change infra:cluster.kubeconfig" >&2
    exit 1
fi
cat -- "$path"
