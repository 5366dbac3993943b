#!/usr/bin/env bash
# Installs the guard, which rolls back a change of SSH or firewall settings unless a new connection confirms it in time. Its
# program comes on standard input (host-guard-program.sh). Also installs the units for the rollback at boot and for the firewall.
set -euo pipefail
export LC_ALL=C
umask 022
exec 9> /run/infra-guard.lock
flock 9

. lib.sh
. host.sh

program=$(cat)
[[ $program == '#!'*infra-guard* ]] || die "standard input is not the guard (${#program} characters); send host-guard-program.sh"
put /usr/local/sbin/infra-guard 755 <<< "$program"

changed=0
put /etc/systemd/system/infra-guard.service 644 <<'UNIT'
[Unit]
Description=Roll back SSH and firewall settings that were not confirmed before the reboot
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

# Its own unit and its own table: nftables.service begins with `flush ruleset`, which would delete k3s's rules.
put /etc/systemd/system/infra-firewall.service 644 <<'UNIT'
[Unit]
Description=Firewall of this host
DefaultDependencies=no
RequiresMountsFor=/etc /usr/sbin
ConditionPathExists=/etc/infra/firewall.nft
# After five starts in ten seconds systemd would refuse the next one, which may be a rollback.
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
