#!/usr/bin/env bash
# Restricts SSH to keys. The settings are tested on a copy first, so that a bad file never takes effect, and are on probation
# until host-confirm.sh.
#   ROLLBACK_SECONDS  length of the probation
set -euo pipefail
export LC_ALL=C
umask 022

. lib.sh
. host.sh

need_guard
[[ -f /etc/ssh/sshd_config ]] || die "this host has no SSH server (no /etc/ssh/sshd_config); run apt-get install openssh-server"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# sshd uses the first value that it finds and reads these files in order, so 00 overrides the 50 of cloud-init.
cat > "$work/wanted" <<'CONF'
# Written by host-ssh.sh: changes by hand are lost.
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitEmptyPasswords no
PubkeyAuthentication yes
PermitRootLogin prohibit-password
X11Forwarding no
AllowAgentForwarding no
LoginGraceTime 30
# Limits half-open logins: enough for a pipeline with parallel steps, too few for password guessing.
MaxStartups 30:50:100
# A cut connection must not keep a script waiting forever.
ClientAliveInterval 30
ClientAliveCountMax 4
CONF

mkdir -p "$work/sshd_config.d"
find /etc/ssh/sshd_config.d -name '*.conf' -exec cp -t "$work/sshd_config.d" {} + 2>/dev/null || :
cp "$work/wanted" "$work/sshd_config.d/00-infra.conf"
sed "s|/etc/ssh/sshd_config.d/|$work/sshd_config.d/|" /etc/ssh/sshd_config > "$work/sshd_config"

mkdir -p /run/sshd # may be missing where a socket starts sshd
problems=$(sshd -t -f "$work/sshd_config" 2>&1) \
    || die "sshd refuses its configuration ($(tr -d '\r' <<< "${problems//$work//etc/ssh}" | paste -sd ' '));" \
        "nothing was changed, correct that file"

effective=$(sshd -T -f "$work/sshd_config")
for line in 'passwordauthentication no' 'kbdinteractiveauthentication no' 'pubkeyauthentication yes'; do
    grep -qx "$line" <<< "$effective" \
        || die "sshd would ignore 00-infra.conf (${line% *} is not ${line#* });" \
            "begin /etc/ssh/sshd_config with the line: Include /etc/ssh/sshd_config.d/*.conf"
done

infra-guard install ssh "$ROLLBACK_SECONDS" < "$work/wanted"
