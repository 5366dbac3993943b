#!/usr/bin/env bash
# Removes a node from the cluster. Runs on a server that stays: drains the node, removes its etcd member and deletes it. Run
# k3s-uninstall.sh on the removed host afterwards; until then a restart there would add the node again.
#
#   NODE_NAME       the node to remove; does nothing if it is not in the cluster
#   DRAIN_SECONDS   time limit for its pods to move
#   FORCE           true: delete it even if some pods did not move (for example on a dead host); false: stop there
set -euo pipefail
export LC_ALL=C

. lib.sh
. k3s.sh

label() { kubectl get node "$NODE_NAME" --output "jsonpath={.metadata.labels.node-role\.kubernetes\.io/$1}"; }
annotation() { kubectl get node "$NODE_NAME" --output "jsonpath={.metadata.annotations.etcd\.k3s\.cattle\.io/$1}"; }

check() {
    grep -qx "node-name: $NODE_NAME" /etc/rancher/k3s/config.yaml.d/10-host.yaml &&
        die "$NODE_NAME is this server; run this on another server"
    if [[ $(label control-plane) == true ]]; then
        local servers
        servers=$(kubectl get nodes --selector node-role.kubernetes.io/control-plane=true --output name | wc -l)
        ((servers > 1)) || die "$NODE_NAME is the only server (removing it would destroy the cluster); add another one first"
    fi
}

drain() {
    kubectl cordon "$NODE_NAME" >&2
    say "draining $NODE_NAME, at most $DRAIN_SECONDS s"
    # --force also evicts pods without a controller; emptyDir data belongs to the node anyway.
    kubectl drain "$NODE_NAME" --ignore-daemonsets --delete-emptydir-data --force --timeout="${DRAIN_SECONDS}s" >&2 && return
    [[ $FORCE == true ]] || die "$NODE_NAME still has pods after $DRAIN_SECONDS s (see above; a PodDisruptionBudget or a dead" \
        "host); remove the cause and run again, or set FORCE"
    say "continuing without the pods that did not move"
}

# The servers of k3s watch this annotation, remove the member and record its name in another annotation. Deleting the node first
# would leave a member that still counts for the quorum.
leave_etcd() {
    [[ $(label etcd) == true ]] || return 0
    kubectl annotate node "$NODE_NAME" --overwrite etcd.k3s.cattle.io/remove=true >&2
    SECONDS=0
    while [[ -z $(annotation removed-node-name) ]]; do
        ((SECONDS < 120)) || die "the etcd member of $NODE_NAME is still there after 120 s (no removed-node-name on the node);" \
            "see journalctl -u k3s on the servers, then run again"
        say "waiting: etcd member of $NODE_NAME (${SECONDS} s)"
        sleep 2
    done
}

known() {
    local nodes
    nodes=$(kubectl --request-timeout=10s get nodes --output name) ||
        die "the API server does not answer; run this on a running server"
    grep -qx "node/$NODE_NAME" <<<"$nodes"
}

known || { say "$NODE_NAME is not in the cluster"; exit 0; }
check
drain
leave_etcd
kubectl delete node "$NODE_NAME" --timeout=60s >&2
