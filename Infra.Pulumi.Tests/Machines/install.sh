#!/usr/bin/env bash
# Installs the prerequisites of the machine and server tests on this machine: a Debian or an Ubuntu, as root.
set -euo pipefail

if [[ $EUID -ne 0 ]]; then
    echo "error: installing packages requires root (this is $(id -un)); run sudo $0" >&2
    exit 1
fi

packages=(mmdebstrap debian-archive-keyring systemd-container nftables iproute2 openssh-client openssh-server python3-minimal
    sqlite3 curl jq procps restic redis-server postgresql)
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [[ ${#missing[@]} -gt 0 ]]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    # The tests start their own servers, so stop those of the new packages.
    for service in redis-server postgresql; do
        [[ " ${missing[*]} " != *" $service "* ]] || systemctl disable --now "$service" >/dev/null 2>&1 || true
    done
fi

# An S3 server for the tests of snapshots and dumps. Not every release has it; without it those tests are skipped.
if ! command -v moto_server >/dev/null && apt-cache show python3-moto >/dev/null 2>&1; then
    apt-get install -y -qq --no-install-recommends python3-moto >/dev/null
fi
