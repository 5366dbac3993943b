#!/usr/bin/env bash
# Runs once at the first boot of a rented server: replaces its SSH host keys with the generated one.
set -euo pipefail

umask 077
cat > /etc/ssh/ssh_host_rsa_key.new <<'KEY'
HOST_KEY
KEY
ssh-keygen -y -f /etc/ssh/ssh_host_rsa_key.new > /etc/ssh/ssh_host_rsa_key.pub
mv /etc/ssh/ssh_host_rsa_key.new /etc/ssh/ssh_host_rsa_key
rm -f /etc/ssh/ssh_host_ecdsa_key* /etc/ssh/ssh_host_ed25519_key*
systemctl restart ssh
