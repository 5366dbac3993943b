#!/usr/bin/env bash
# What a host with a cluster on it needs from its kernel, its journal and its clock.
#   JOURNAL_MAX_MIB  what the logs of the system may take of the disk
set -euo pipefail
export LC_ALL=C
umask 022

die() { echo "error: $*" >&2; exit 1; }
[[ $JOURNAL_MAX_MIB =~ ^[1-9][0-9]*$ ]] || die "JOURNAL_MAX_MIB is no number ($JOURNAL_MAX_MIB); write how many MiB, like 500"

# put PATH: standard input becomes the file in one step, or stays as it is.
put() {
    mkdir -p "${1%/*}"
    cat > "$1.new" || die "$1 cannot be written ($(df -h --output=avail "${1%/*}" | tail -n 1 | tr -d ' ') free); free some space"
    chmod 644 "$1.new"
    if cmp -s "$1.new" "$1"; then
        rm "$1.new"
        return
    fi
    sync "$1.new"
    mv "$1.new" "$1"
}

# The last file wins; 99-sysctl.conf is the person's.
put /etc/sysctl.d/90-infra.conf <<'CONF'
# Written by host-limits.sh: changes by hand are lost.
# The kubelet demands these and would set them itself.
vm.overcommit_memory = 1
vm.panic_on_oom = 0
kernel.panic = 10
kernel.panic_on_oops = 1
# Every pod that watches files takes from these; the defaults end at a few dozen pods.
fs.inotify.max_user_instances = 8192
fs.inotify.max_user_watches = 1048576
# ClickHouse and ArangoDB map many files.
vm.max_map_count = 1048576
# A database that waits for swapped-out memory is slower than one that gives its cache back.
vm.swappiness = 10
net.core.somaxconn = 4096
net.ipv4.tcp_syncookies = 1
# Loose, not strict: packets of pods come in by other interfaces than they leave.
net.ipv4.conf.all.rp_filter = 2
net.ipv4.conf.default.rp_filter = 2
net.ipv4.conf.all.accept_redirects = 0
net.ipv4.conf.default.accept_redirects = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.all.accept_source_route = 0
net.ipv6.conf.all.accept_redirects = 0
net.ipv6.conf.default.accept_redirects = 0
kernel.kptr_restrict = 1
kernel.dmesg_restrict = 1
CONF

# Against what is in force, so that a run that died after writing the file is made good. A container does not own them all.
while IFS='= ' read -r key value; do
    [[ $key == [a-z]* ]] || continue
    path=/proc/sys/${key//.//}
    [[ -e $path && $(< "$path") != "$value" ]] || continue
    if [[ -w $path ]]; then
        sysctl -qw "$key=$value" || echo "$key stays $(< "$path"), wanted was $value" >&2
    else
        echo "$key belongs to the machine around this one and stays $(< "$path")" >&2
    fi
done < /etc/sysctl.d/90-infra.conf

put /etc/systemd/journald.conf.d/infra.conf <<CONF
# Written by host-limits.sh: changes by hand are lost.
[Journal]
Storage=persistent
SystemMaxUse=${JOURNAL_MAX_MIB}M
SystemKeepFree=1G
MaxRetentionSec=3month
CONF
# By the times, so that a run that died after writing the file is made good.
started=$(systemctl show --timestamp=us -P ActiveEnterTimestamp systemd-journald)
if [[ $(date -r /etc/systemd/journald.conf.d/infra.conf +%s%N) -gt $(date -d "${started:-@0}" +%s%N) ]]; then
    systemctl restart systemd-journald
fi

# One of these is enough; most images bring timesyncd.
for clock in chrony chronyd ntp ntpsec openntpd; do
    ! systemctl -q is-active "$clock" || exit 0
done
systemctl cat systemd-timesyncd >/dev/null 2>&1 \
    || die "nothing keeps the clock right (no chrony, no systemd-timesyncd); run host-packages.sh first"
systemctl -q is-enabled systemd-timesyncd || systemctl -q enable systemd-timesyncd
systemctl -q is-active systemd-timesyncd || systemctl start systemd-timesyncd
