#!/usr/bin/env bash
# Installs the packages that the other scripts need. Needs no network if all are installed.
#   PACKAGES  their Debian names
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
exec 9> /run/infra-packages.lock
flock 9

. lib.sh

# On a first boot another apt is often running: wait for it, with a limit.
quiet_apt() {
    apt-get -y -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" >&2
}

missing() {
    local package
    for package in $PACKAGES; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s ' "$package"
    done
}

# A killed apt leaves packages half installed and then refuses all other work.
if [[ -n $(dpkg --audit) || -n $(find /var/lib/dpkg/updates -type f -print -quit) ]]; then
    dpkg --force-confdef --force-confold --configure -a >&2
fi

absent=$(missing)
[[ -n $absent ]] || exit 0

# The lists may be missing or old. Without a network the install below may still find the package in the cache.
quiet_apt update || say "cannot fetch the package lists, continuing with the local ones"
# shellcheck disable=SC2086 # package names are words
quiet_apt install --no-install-recommends $absent || :

absent=$(missing)
if [[ -n $absent ]]; then
    die "cannot install packages (${absent% }); see apt's message above, and check that this host reaches its package" \
        "sources (grep -r . /etc/apt/sources.list*)"
fi
