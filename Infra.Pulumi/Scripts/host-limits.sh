#!/usr/bin/env bash
# Configures the kernel, the journal and the clock of a cluster host.
#   JOURNAL_MAX_MIB  disk space limit of the system's logs
set -euo pipefail
export LC_ALL=C
umask 022

. lib.sh
. host.sh

[[ $JOURNAL_MAX_MIB =~ ^[1-9][0-9]*$ ]] ||
    die "JOURNAL_MAX_MIB is not a number ($JOURNAL_MAX_MIB); write a number of MiB, like 500"

# The last file wins; 99-sysctl.conf belongs to the administrator.
put /etc/sysctl.d/90-infra.conf 644 <<'CONF'
# Written by host-limits.sh: changes by hand are lost.
# The kubelet requires these and would set them itself.
vm.overcommit_memory = 1
vm.panic_on_oom = 0
kernel.panic = 10
kernel.panic_on_oops = 1
# Every pod that watches files counts against these; the defaults suffice for a few dozen pods.
fs.inotify.max_user_instances = 8192
fs.inotify.max_user_watches = 1048576
# ClickHouse and ArangoDB map many files.
vm.max_map_count = 1048576
# Prefer dropping caches over swapping: a database that waits for swapped-out memory is slow.
vm.swappiness = 10
net.core.somaxconn = 4096
net.ipv4.tcp_syncookies = 1
# Loose, not strict: packets of pods arrive on other interfaces than they leave by.
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

# Compares with the current values, so that it completes a run that was interrupted after writing the file. A container cannot set
# all of them.
while IFS='= ' read -r key value; do
    [[ $key == [a-z]* ]] || continue
    path=/proc/sys/${key//.//}
    [[ -e $path && $(< "$path") != "$value" ]] || continue
    if [[ -w $path ]]; then
        sysctl -qw "$key=$value" || say "$key stays $(< "$path"), expected $value"
    else
        say "$key is read-only in this container and stays $(< "$path")"
    fi
done < /etc/sysctl.d/90-infra.conf

put /etc/systemd/journald.conf.d/infra.conf 644 <<CONF
# Written by host-limits.sh: changes by hand are lost.
[Journal]
Storage=persistent
SystemMaxUse=${JOURNAL_MAX_MIB}M
SystemKeepFree=1G
MaxRetentionSec=3month
CONF
# Compares the times, so that it completes a run that was interrupted after writing the file.
started=$(systemctl show --timestamp=us -P ActiveEnterTimestamp systemd-journald)
if [[ $(date -r /etc/systemd/journald.conf.d/infra.conf +%s%N) -gt $(date -d "${started:-@0}" +%s%N) ]]; then
    systemctl restart systemd-journald
fi

# One of these is enough; most images include timesyncd.
for clock in chrony chronyd ntp ntpsec openntpd; do
    ! systemctl -q is-active "$clock" || exit 0
done
systemctl cat systemd-timesyncd >/dev/null 2>&1 \
    || die "no service synchronizes the clock (no chrony, no systemd-timesyncd); run host-packages.sh first"
systemctl -q is-enabled systemd-timesyncd || systemctl -q enable systemd-timesyncd
systemctl -q is-active systemd-timesyncd || systemctl start systemd-timesyncd
