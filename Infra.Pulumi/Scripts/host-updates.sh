#!/usr/bin/env bash
# Enables daily automatic security updates. A reboot that an update requires waits for REBOOT_TIME.
#   REBOOT_TIME  like 04:30, in the host's time zone; never: no automatic reboot
set -euo pipefail
export LC_ALL=C
umask 022

. lib.sh
. host.sh

[[ $REBOOT_TIME =~ ^(([01][0-9]|2[0-3]):[0-5][0-9]|never)$ ]] \
    || die "REBOOT_TIME is not a time of day ($REBOOT_TIME); write it like 04:30, or never"
command -v unattended-upgrade >/dev/null || die "unattended-upgrades is not on this host; run host-packages.sh first"

if [[ $REBOOT_TIME == never ]]; then
    reboot=false at=now
else
    reboot=true at=$REBOOT_TIME
fi

# The distribution's own list includes its point releases; this one is limited to the security archive. 52 comes after its 50.
file=/etc/apt/apt.conf.d/52infra-updates
new=/etc/apt/infra-updates.new # in the other folder apt would warn about its name
cat > "$new" <<CONF || cannot_write "$file"
// Written by host-updates.sh: changes by hand are lost.
APT::Periodic::Enable "1";
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
APT::Periodic::AutocleanInterval "7";
#clear Unattended-Upgrade::Origins-Pattern;
#clear Unattended-Upgrade::Allowed-Origins;
Unattended-Upgrade::Origins-Pattern {
    "origin=Debian,codename=\${distro_codename}-security,label=Debian-Security";
    "origin=Ubuntu,archive=\${distro_codename}-security,label=Ubuntu";
    "origin=UbuntuESM,archive=\${distro_codename}-infra-security,label=UbuntuESM";
    "origin=UbuntuESMApps,archive=\${distro_codename}-apps-security,label=UbuntuESMApps";
};
Unattended-Upgrade::Remove-Unused-Kernel-Packages "true";
Unattended-Upgrade::Automatic-Reboot "$reboot";
Unattended-Upgrade::Automatic-Reboot-WithUsers "true";
Unattended-Upgrade::Automatic-Reboot-Time "$at";
CONF
chmod 644 "$new"

# A file that apt cannot parse would break every apt on this host.
apt-config -c "$new" dump >/dev/null || die "apt refuses $file; nothing was changed, report this as a bug"
if cmp -s "$new" "$file"; then
    rm "$new"
else
    sync "$new"
    mv "$new" "$file"
fi

for timer in apt-daily.timer apt-daily-upgrade.timer; do
    systemctl -q is-enabled "$timer" || systemctl -q enable "$timer"
    systemctl -q is-active "$timer" || systemctl start "$timer"
done
