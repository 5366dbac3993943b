#!/usr/bin/env bash
# Takes k3s off this host: the service, the pods it leaves running, their mounts and networks, the binary, and its data
# if asked. Remove the node from the cluster before (k3s-remove-node.sh).
#
#   KEEP_DATA   true: /var/lib/rancher/k3s (datastore, local volumes, images) stays; false: it is deleted
set -euo pipefail
export LC_ALL=C

readonly data=/var/lib/rancher/k3s

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

stop_service() {
    local unit
    for unit in k3s-snapshot.timer k3s-snapshot.service k3s.service k3s-agent.service; do
        [[ -e /etc/systemd/system/$unit ]] || continue
        say "stopping $unit"
        systemctl disable --quiet "$unit" 2>/dev/null || true
        systemctl stop "$unit"
        systemctl reset-failed "$unit" 2>/dev/null || true
    done
}

# Pods outlive k3s (KillMode=process). Each hangs below a containerd-shim that was unpacked into k3s's own folder; the
# whole tree is listed before anything is killed, since orphans move to process 1.
kill_pods() {
    local pid parent entry grown=true
    local -A doomed=()
    for entry in /proc/[0-9]*; do
        if [[ $(readlink "$entry/exe" || true) == "$data"/data/* ]]; then doomed[${entry#/proc/}]=1; fi
    done
    while [[ $grown == true ]]; do
        grown=false
        while read -r pid parent; do
            if [[ -n ${doomed[$parent]:-} && -z ${doomed[$pid]:-} ]]; then doomed[$pid]=1 grown=true; fi
        done < <(awk '{ sub(/\(.*\)/, "x"); print $1, $4 }' /proc/[0-9]*/stat 2>/dev/null)
    done
    for pid in "${!doomed[@]}"; do kill -KILL "$pid" 2>/dev/null || true; done
    if ((${#doomed[@]} > 0)); then say "ended ${#doomed[@]} processes of pods"; fi
}

# The deepest first. The table writes a blank as \040, which printf understands as \0040.
unmount() {
    local path
    while read -r path; do
        path=$(printf '%b' "${path//\\/\\0}")
        umount --force "$path" 2>/dev/null || umount --lazy "$path" || die "cannot unmount $path; reboot the host and run again"
    done < <(awk '$2 ~ "^(/run/k3s|/run/netns/cni-|/var/lib/kubelet)" { print $2 }' /proc/mounts | sort -r)
}

remove_network() {
    local link tool rules
    for link in $(ip -o link show 2>/dev/null | awk -F': ' '/master cni0/ { sub(/@.*/, "", $2); print $2 }') \
        cni0 flannel.1 flannel-v6.1 flannel-wg flannel-wg-v6 kube-ipvs0; do
        ip link delete "$link" 2>/dev/null || true
    done
    rm -rf /run/netns/cni-* /var/lib/cni /run/flannel
    for tool in iptables ip6tables; do
        rules=$("$tool-save" 2>/dev/null) || continue
        grep -qE 'KUBE-|CNI-|[Ff][Ll][Aa][Nn][Nn][Ee][Ll]' <<<"$rules" || continue
        grep -vE 'KUBE-|CNI-|[Ff][Ll][Aa][Nn][Nn][Ee][Ll]' <<<"$rules" | "$tool-restore"
    done
}

# --one-file-system: a volume that is mounted inside is never emptied.
remove_files() {
    local tool
    rm -rf --one-file-system /etc/rancher/k3s /run/k3s /run/k3s.started-with /var/lib/kubelet
    if [[ $KEEP_DATA == false ]]; then
        rm -rf --one-file-system "$data" /etc/rancher/node ||
            die "something is mounted below $data (see above); unmount it and run again"
    fi
    for tool in kubectl crictl ctr; do
        if [[ $(readlink "/usr/local/bin/$tool" || true) == k3s ]]; then rm "/usr/local/bin/$tool"; fi
    done
    rm -f /usr/local/libexec/k3s-fingerprint /usr/local/sbin/k3s-snapshot /etc/sysctl.d/95-k3s.conf
    rm -f /usr/local/bin/k3s /usr/local/bin/.k3s.new
    # Last, since they are how a run that is repeated finds the service to stop.
    rm -f /etc/systemd/system/k3s.service /etc/systemd/system/k3s-agent.service /etc/systemd/system/k3s-snapshot.{timer,service}
    systemctl daemon-reload
}

[[ $KEEP_DATA == true || $KEEP_DATA == false ]] || die "KEEP_DATA is neither true nor false ($KEEP_DATA); correct the call"
exec 9>/run/k3s-host.lock
flock -w 120 9 || die "another k3s script has been running on this host for two minutes; wait for it and run again"
stop_service
kill_pods
unmount
remove_network
remove_files
say 'k3s is gone from this host'
