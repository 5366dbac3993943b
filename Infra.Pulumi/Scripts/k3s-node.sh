#!/usr/bin/env bash
# Configures the installed k3s, starts it, or restarts it if its binary or configuration is outdated, and waits until this host
# is a Ready node. Run k3s-install.sh first.
#
#   ROLE           server | agent
#   K3S_VERSION    as for k3s-install.sh; a new version makes this script run again and restart k3s
#   NODE_NAME      lower case, unique in the cluster
#   CLUSTER_INIT   true: the first server uses embedded etcd, so that more servers can join; false: SQLite
#   SERVER_URL     the cluster to join, https://10.0.0.1:6443; empty for the first server
#   SERVER_CA      the hash of its certificate authority, as printed by the first server's run; empty for the first server
#   CONFIG         settings in the YAML of k3s (tls-san, node-label, node-taint, disable, etcd-s3, ...)
#   WAIT_SECONDS   time limit for the node to become Ready
#   stdin          one secret per line as KEY=value: token (always), agent-token, etcd-s3-access-key, etcd-s3-secret-key
#   stdout         servers: the sha256 of the cluster's certificate authority, for SERVER_CA
set -euo pipefail
export LC_ALL=C

. lib.sh
. host.sh
. k3s.sh

readonly etc=/etc/rancher/k3s data=/var/lib/rancher/k3s

quoted() { printf "'%s'" "${1//\'/\'\'}"; }

# k3s keeps the token in its data and refuses to start with another one: report that before anything changes.
check_token() {
    local kept=''
    [[ -n ${secret[token]:-} ]] || die "the join token is missing (no token=... on standard input); correct the call"
    [[ ! -f $data/server/token ]] || kept=$(<"$data/server/token")
    [[ -z $kept || ${kept#*::server:} == "${secret[token]}" ]] ||
        die "the join token differs from the cluster's ($data/server/token); restore the old one, or rotate it" \
            "(docs/runbooks/k3s.md)"
}

# With the hash of the authority in front, a joining node trusts that cluster only and not any server that answers.
token() {
    if [[ -z $SERVER_URL ]]; then echo "${secret[token]}"; return; fi
    local as=server:${secret[token]}
    [[ $ROLE == server || -z ${secret[agent-token]:-} ]] || as=node:${secret[agent-token]}
    echo "K10$SERVER_CA::$as"
}

write_secrets() {
    local key
    {
        echo "token: $(quoted "$(token)")"
        for key in agent-token etcd-s3-access-key etcd-s3-secret-key; do
            [[ $ROLE == agent || -z ${secret[$key]:-} ]] || echo "$key: $(quoted "${secret[$key]}")"
        done
    } | put "$etc/config.yaml.d/20-secrets.yaml" 0600
}

# Reserves resources for the system and k3s, in steps of 256 MiB: the total that a kernel reports varies slightly.
reservations() {
    local total cpu=100 base=100 percent=3
    total=$(awk '/^MemTotal:/ { print int(($2 / 1024 + 128) / 256) * 256 }' /proc/meminfo)
    [[ $ROLE == agent ]] || cpu=200 base=400 percent=5
    echo "  - system-reserved=cpu=100m,memory=$((200 + total / 100))Mi,ephemeral-storage=1Gi"
    echo "  - kube-reserved=cpu=${cpu}m,memory=$((base + total * percent / 100))Mi"
}

write_host() {
    {
        echo "node-name: $NODE_NAME"
        [[ -z $SERVER_URL ]] || echo "server: $(quoted "$SERVER_URL")"
        [[ -n $SERVER_URL || $CLUSTER_INIT != true ]] || echo 'cluster-init: true'
        # A container cannot change its host's kernel, and k3s would refuse to start.
        echo "protect-kernel-defaults: $(if systemd-detect-virt --quiet --container; then echo false; else echo true; fi)"
        echo 'kubelet-arg+:'
        reservations
        [[ $ROLE == agent ]] || cat <<SERVER
secrets-encryption: true
write-kubeconfig-mode: '0600'
kube-apiserver-arg+:
  - audit-policy-file=$etc/audit.yaml
  - audit-log-path=$data/server/logs/audit.log
  - audit-log-maxage=30
  - audit-log-maxbackup=5
  - audit-log-maxsize=100
SERVER
    } | put "$etc/config.yaml.d/10-host.yaml" 0600
}

# Records who did what to which object, never the content: bodies hold secrets. Omits most reads and the control plane.
write_audit() {
    put "$etc/audit.yaml" 0600 <<'AUDIT'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - {level: None, users: ['system:kube-controller-manager', 'system:kube-scheduler', 'system:apiserver']}
  - {level: None, resources: [{group: coordination.k8s.io, resources: [leases]}, {group: '', resources: [events]}]}
  - {level: Metadata, resources: [{group: '', resources: [secrets, configmaps, 'serviceaccounts/token']}]}
  - {level: None, verbs: [get, list, watch]}
  - {level: Metadata}
AUDIT
}

write_all() {
    install -d -m 0700 "$etc" "$etc/config.yaml.d"
    put "$etc/config.yaml" 0600 <<<"$CONFIG"
    write_host
    write_secrets
    [[ $ROLE == server ]] || return 0
    write_audit
    install -d -m 0700 "$data/server" "$data/server/logs"
}

state() { systemctl show --property "$1" --value "$unit.service"; }
current() { [[ -f /run/k3s.started-with && $(</run/k3s.started-with) == "$fingerprint" ]]; }

start() {
    fingerprint=$(/usr/local/libexec/k3s-fingerprint)
    [[ $(state NeedDaemonReload) != yes ]] || systemctl daemon-reload
    systemctl is-enabled --quiet "$unit" || systemctl enable --quiet "$unit"
    if [[ $(state ActiveState) == @(active|activating) ]] && current; then return; fi
    say "starting $unit"
    systemctl restart --no-block "$unit"
}

node_kubectl() {
    local access=$etc/k3s.yaml
    [[ $ROLE == server ]] || access=$data/agent/kubelet.kubeconfig # it can read its own node
    /usr/local/bin/k3s kubectl --kubeconfig "$access" --request-timeout=5s "$@" 2>/dev/null
}

# Prints the reason why the node is not ready, or nothing. After a restart the node's last report remains for a while, so only a
# report newer than this process, and of this version, counts.
missing() {
    local ready version at condition='.status.conditions[?(@.type=="Ready")]'
    [[ $(state ActiveState) == active ]] || { echo "$unit.service is $(state ActiveState)"; return; }
    current || { echo "$unit.service is about to restart"; return; }
    [[ $ROLE == agent || $(node_kubectl get --raw /readyz) == ok ]] || { echo 'the API server is not ready'; return; }
    read -r version ready at < <(node_kubectl get node "$NODE_NAME" --output \
        "jsonpath={.status.nodeInfo.kubeletVersion} {$condition.status} {$condition.lastHeartbeatTime}") || true
    [[ -n ${at:-} ]] || { echo "node $NODE_NAME is not registered"; return; }
    [[ $(/usr/local/bin/k3s --version) == "k3s version $version "* ]] || { echo "node $NODE_NAME reports $version"; return; }
    [[ $(date -d "$at" +%s) -ge $(date -d "$(state ExecMainStartTimestamp)" +%s) ]] ||
        { echo "node $NODE_NAME has not reported since the start"; return; }
    [[ $ready == True ]] || echo "node $NODE_NAME is not Ready (Ready is $ready)"
}

# Prints the last errors of k3s, with each secret masked.
complaints() {
    local text key
    text=$(journalctl --unit "$unit" --lines 200 --output cat --no-pager | grep -E 'level=(fatal|error)' | tail -3 || true)
    for key in "${!secret[@]}"; do text=${text//"${secret[$key]}"/***}; done
    printf '%s' "${text:-no error was logged}"
}

wait_ready() {
    local lacks said=''
    SECONDS=0
    while lacks=$(missing) && [[ -n $lacks ]]; do
        ((SECONDS < WAIT_SECONDS)) ||
            die "$NODE_NAME is not Ready after $WAIT_SECONDS s ($lacks; k3s says: $(complaints));" \
                "see journalctl -u $unit on the host, then run again"
        [[ $lacks == "$said" ]] || say "waiting: $lacks ($SECONDS s)"
        said=$lacks
        sleep 0.5
    done
    say "$NODE_NAME is Ready with $(/usr/local/bin/k3s --version | head -1), requested was $K3S_VERSION"
}

lock_host
if [[ $ROLE == server ]]; then unit=k3s; else unit=k3s-agent; fi
[[ -x /usr/local/bin/k3s && -f /etc/systemd/system/$unit.service ]] ||
    die "k3s is not installed as $ROLE here (no $unit.service); run k3s-install.sh first"
[[ $NODE_NAME =~ ^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$ ]] || die "the node name is invalid ($NODE_NAME); use a-z, 0-9, - and ."
[[ -z $SERVER_URL || $SERVER_CA =~ ^[0-9a-f]{64}$ ]] ||
    die "SERVER_CA is not a sha256 ($SERVER_CA); pass the hash that the first server's run printed"
[[ $ROLE == server || -n $SERVER_URL ]] || die "an agent needs SERVER_URL (it is empty); correct the call"
read_secrets k3s-node.sh token agent-token etcd-s3-access-key etcd-s3-secret-key
check_token
write_all
start
wait_ready
[[ $ROLE == agent ]] || sed -n 's/^K10\([0-9a-f]\{64\}\)::.*/\1/p' "$data/server/token"
