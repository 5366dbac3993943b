#!/usr/bin/env bash
# Installs the guard: a change of SSH or firewall settings stays only if a new connection confirms it in time. The program
# itself comes on standard input (host-guard-program.sh); around it are the boot's way back and the firewall's unit.
set -euo pipefail
export LC_ALL=C
umask 022
exec 9> /run/infra-guard.lock
flock 9

die() { echo "error: $*" >&2; exit 1; }

# put PATH MODE: standard input becomes the file in one step. Says so in `changed`, if anything did.
put() {
    mkdir -p "${1%/*}"
    cat > "$1.new" || die "$1 cannot be written ($(df -h --output=avail "${1%/*}" | tail -n 1 | tr -d ' ') free); free some space"
    chmod "$2" "$1.new"
    if cmp -s "$1.new" "$1" && [[ $(stat -c %a "$1") == "$2" ]]; then
        rm "$1.new"
        return
    fi
    sync "$1.new"
    mv "$1.new" "$1"
    changed=1
}

program=$(cat)
[[ $program == '#!'*infra-guard* ]] || die "standard input is not the guard (${#program} characters); send host-guard-program.sh"
put /usr/local/sbin/infra-guard 755 <<< "$program"

changed=0
put /etc/systemd/system/infra-guard.service 644 <<'UNIT'
[Unit]
Description=Take back SSH and firewall settings that nobody confirmed before the reboot
DefaultDependencies=no
RequiresMountsFor=/var/lib/infra /usr/local/sbin /etc
ConditionPathExists=/var/lib/infra/guard/armed
Before=infra-firewall.service ssh.service ssh.socket

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/infra-guard boot

[Install]
WantedBy=sysinit.target
UNIT

# Its own unit and its own table: nftables.service begins with `flush ruleset`, which would take away k3s's rules.
put /etc/systemd/system/infra-firewall.service 644 <<'UNIT'
[Unit]
Description=Firewall of this host
DefaultDependencies=no
RequiresMountsFor=/etc /usr/sbin
ConditionPathExists=/etc/infra/firewall.nft
# After five starts in ten seconds systemd would refuse the next, and that may be the one that brings the old rules back.
StartLimitIntervalSec=0
After=nftables.service
Before=network-pre.target
Wants=network-pre.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft -f /etc/infra/firewall.nft

[Install]
WantedBy=sysinit.target
UNIT

mkdir -p /var/lib/infra/guard
if [[ $changed == 1 || $(systemctl show -P NeedDaemonReload infra-guard infra-firewall) == *yes* ]]; then
    systemctl daemon-reload
fi
for unit in infra-guard infra-firewall; do
    systemctl -q is-enabled "$unit" || systemctl -q enable "$unit"
done
