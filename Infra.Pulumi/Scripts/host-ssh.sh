#!/usr/bin/env bash
# SSH by key only. The settings are tried on a copy first, so that a bad file never takes effect, and stay on probation until
# host-confirm.sh.
#   ROLLBACK_SECONDS  how long they may wait for that
set -euo pipefail
export LC_ALL=C
umask 022

die() { echo "error: $*" >&2; exit 1; }
command -v infra-guard >/dev/null || die "the guard is not on this host (no /usr/local/sbin/infra-guard); run host-guard.sh first"
[[ -f /etc/ssh/sshd_config ]] || die "there is no SSH server here (no /etc/ssh/sshd_config); run apt-get install openssh-server"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# sshd takes the first value that it meets and reads these files in order, so 00 wins over the 50 of cloud-init.
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
# Half-open logins, from one source and from all: what a guesser uses up, and what a pipeline with parallel steps needs.
MaxStartups 30:50:100
# A connection that was cut must not keep a script waiting for ever.
ClientAliveInterval 30
ClientAliveCountMax 4
CONF

mkdir -p "$work/sshd_config.d"
find /etc/ssh/sshd_config.d -name '*.conf' -exec cp -t "$work/sshd_config.d" {} + 2>/dev/null || :
cp "$work/wanted" "$work/sshd_config.d/00-infra.conf"
sed "s|/etc/ssh/sshd_config.d/|$work/sshd_config.d/|" /etc/ssh/sshd_config > "$work/sshd_config"

mkdir -p /run/sshd # where sshd is started by a socket, it may not be there yet
problems=$(sshd -t -f "$work/sshd_config" 2>&1) \
    || die "sshd refuses its configuration ($(tr -d '\r' <<< "${problems//$work//etc/ssh}" | paste -sd ' '));" \
        "correct that file, nothing was changed"

effective=$(sshd -T -f "$work/sshd_config")
for line in 'passwordauthentication no' 'kbdinteractiveauthentication no' 'pubkeyauthentication yes'; do
    grep -qx "$line" <<< "$effective" \
        || die "sshd would not follow 00-infra.conf (${line% *} is not ${line#* });" \
            "begin /etc/ssh/sshd_config with the line: Include /etc/ssh/sshd_config.d/*.conf"
done

infra-guard install ssh "$ROLLBACK_SECONDS" < "$work/wanted"
