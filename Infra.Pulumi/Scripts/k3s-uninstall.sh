#!/usr/bin/env bash
# Removes k3s from this host: the service, the pods that keep running, their mounts and networks, the binary, and its data if
# requested. Remove the node from the cluster first (k3s-remove-node.sh).
#
#   KEEP_DATA   true: keeps /var/lib/rancher/k3s (datastore, local volumes, images); false: deletes it
set -euo pipefail
export LC_ALL=C

. lib.sh
. k3s.sh

readonly data=/var/lib/rancher/k3s

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

# Pods survive k3s (KillMode=process). Each is a child of a containerd-shim from k3s's own folder. The whole tree is listed before
# anything is killed, since orphans become children of process 1.
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
    if ((${#doomed[@]} > 0)); then say "killed ${#doomed[@]} processes of pods"; fi
}

# The deepest first. The table escapes a space as \040, which printf reads as \0040.
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

# --one-file-system: never deletes the content of a mounted volume.
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
    # Last, because a repeated run finds the services to stop by these files.
    rm -f /etc/systemd/system/k3s.service /etc/systemd/system/k3s-agent.service /etc/systemd/system/k3s-snapshot.{timer,service}
    systemctl daemon-reload
}

[[ $KEEP_DATA == true || $KEEP_DATA == false ]] || die "KEEP_DATA is $KEEP_DATA; set true or false"
lock_host
stop_service
kill_pods
unmount
remove_network
remove_files
say 'k3s is removed from this host'
