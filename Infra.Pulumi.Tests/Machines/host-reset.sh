#!/usr/bin/env bash
# Inside a machine: undoes all host scripts.
systemctl stop 'infra-guard-*.timer' infra-firewall 2>/dev/null
systemctl disable -q infra-guard infra-firewall 2>/dev/null
nft list table inet infra >/dev/null 2>&1 && nft delete table inet infra
rm -rf /etc/infra /var/lib/infra /usr/local/sbin/infra-guard /etc/systemd/system/infra-*.service* /etc/ssh/sshd_config.d/00-infra.conf* \
    /etc/apt/apt.conf.d/52infra-updates /etc/apt/infra-updates.new /etc/sysctl.d/90-infra.conf* /etc/systemd/journald.conf.d
dpkg --status infra-probe >/dev/null 2>&1 && dpkg --purge --force-all infra-probe >/dev/null 2>&1
systemctl reset-failed
systemctl daemon-reload
true
