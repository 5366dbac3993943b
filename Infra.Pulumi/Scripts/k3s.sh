#!/usr/bin/env bash
# Shared by the k3s-*.sh. Needs lib.sh. ScriptText replaces the line `. k3s.sh` with this text.

kubectl() { /usr/local/bin/k3s kubectl --kubeconfig /etc/rancher/k3s/k3s.yaml "$@"; }

# One script at a time: a run whose connection was cut may still be going.
lock_host() {
    exec 9>/run/k3s-host.lock
    flock -w 120 9 || die "another k3s script has been running on this host for two minutes; wait for it and run again"
}

declare -A secret=()

# read_secrets SCRIPT KEY...: reads lines KEY=value from standard input into `secret`.
read_secrets() {
    local script=$1 line count=0
    shift
    while IFS= read -r line || [[ -n $line ]]; do
        count=$((count + 1))
        [[ $line =~ ^[a-z0-9-]+=. && " $* " == *" ${line%%=*} "* ]] ||
            die "line $count of standard input is not KEY=value with a key of $script; correct the call"
        # shellcheck disable=SC2034 # the caller reads it
        secret[${line%%=*}]=${line#*=}
    done
}
