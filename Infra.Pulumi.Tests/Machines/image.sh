#!/usr/bin/env bash
# Builds the Debian image of all machines once, and prints its folder: a VPS as delivered by a provider (with a key for root and
# for a sudo user), with the packages that the scripts would install, since the machines have no internet access.
set -euo pipefail
export LC_ALL=C

readonly suite=${MACHINE_SUITE:-bookworm}
packages=(systemd systemd-sysv dbus openssh-server sudo nftables iproute2 ca-certificates curl unattended-upgrades
    systemd-timesyncd python3-minimal procps iputils-ping kmod)

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${MACHINE_CACHE:-$(cd "$here/../.." && pwd)/.cache/machines}
image=$cache/$suite-$(sha256sum "$here/image.sh" | cut -c 1-12)

mkdir -p "$cache"
exec 9> "$cache/build.lock"
flock 9
if [[ -d $image ]]; then
    echo "$image"
    exit
fi
[[ -f $cache/id_ed25519 ]] || ssh-keygen -q -t ed25519 -N '' -C infra-tests -f "$cache/id_ed25519"

# In memory: dpkg syncs every file, which takes minutes on a disk.
work=$(mktemp -d "$cache/build.XXXXXX")
trap 'umount "$work" 2>/dev/null; rm -rf --one-file-system "$work" "$image.new"' EXIT
mount -t tmpfs -o size=2g,mode=755 tmpfs "$work"
root=$work/root

mmdebstrap --quiet --variant=minbase --include="$(IFS=,; echo "${packages[*]}")" \
    --aptopt='Acquire::Languages "none"' --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    "$suite" "$root" ${MACHINE_MIRROR:+"$MACHINE_MIRROR"} >&2

authorize() { # USER HOME
    install -d -m 700 "$root$2/.ssh"
    install -m 600 "$cache/id_ed25519.pub" "$root$2/.ssh/authorized_keys"
    chroot "$root" chown -R "$1:" "$2/.ssh"
}
chroot "$root" useradd -m -s /bin/bash admin
chroot "$root" useradd -m -s /bin/bash nosudo
authorize root /root
authorize admin /home/admin
authorize nosudo /home/nosudo
echo 'admin ALL=(ALL) NOPASSWD:ALL' > "$root/etc/sudoers.d/admin"
# Like cloud images, so that there is something to harden.
echo 'PasswordAuthentication yes' > "$root/etc/ssh/sshd_config.d/50-cloud-init.conf"

# A folder as a package source: apt and dpkg can install a package without a network.
install -d "$work/probe/DEBIAN" "$root/opt/packages"
printf '%s\n' 'Package: infra-probe' 'Version: 1.0' 'Architecture: all' 'Maintainer: tests <tests@invalid>' \
    'Description: a package for tests' > "$work/probe/DEBIAN/control"
printf '#!/bin/sh\nset -e\ntouch /var/tmp/probe-configured\n' > "$work/probe/DEBIAN/postinst"
chmod 755 "$work/probe/DEBIAN/postinst"
dpkg-deb --build --root-owner-group "$work/probe" "$root/opt/packages/infra-probe.deb" >/dev/null
{
    cat "$work/probe/DEBIAN/control"
    echo "Filename: ./infra-probe.deb"
    echo "Size: $(stat -c %s "$root/opt/packages/infra-probe.deb")"
    echo "SHA256: $(sha256sum "$root/opt/packages/infra-probe.deb" | cut -d' ' -f1)"
} > "$root/opt/packages/Packages"
echo 'deb [trusted=yes] file:/opt/packages ./' > "$root/etc/apt/sources.list"

# Otherwise apt's timers would catch up at every first boot.
install -d "$root/var/lib/systemd/timers"
touch "$root"/var/lib/systemd/timers/stamp-{apt-daily,apt-daily-upgrade,dpkg-db-backup,e2scrub_all,fstrim}.timer
: > "$root/etc/resolv.conf"
: > "$root/etc/machine-id"
rm -f "$root"/etc/ssh/ssh_host_* "$root/etc/hostname"
chroot "$root" systemctl -q enable systemd-networkd ssh
chroot "$root" systemctl -q mask console-getty.service systemd-networkd-wait-online.service

cp -a "$root" "$image.new"
mv "$image.new" "$image"
echo "$image"
