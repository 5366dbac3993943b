#!/usr/bin/env bash
# Inside a machine: lists everything that the host scripts may change, in a comparable form.
cd /
find etc/infra etc/ssh/sshd_config.d etc/systemd etc/apt etc/sysctl.d usr/local/sbin var/lib/infra \
    ! -type d ! -path '*/systemd/network/*' -printf '%p %m %l ' -exec sha256sum {} \; 2>/dev/null | grep -v guard/armed/ | sort
ls -A var/lib/infra/guard/armed 2>/dev/null
for unit in infra-guard infra-firewall ssh systemd-timesyncd apt-daily.timer apt-daily-upgrade.timer; do
    echo "$unit $(systemctl is-enabled $unit 2>&1) $(systemctl is-active $unit)"
done
systemctl --failed --no-legend
nft --stateless --terse list ruleset
sshd -T
sysctl net.core.somaxconn net.ipv4.conf.all.rp_filter net.ipv4.conf.all.send_redirects
dpkg --audit
dpkg-query -W -f '${db:Status-Status}\n' infra-probe 2>&1
true
