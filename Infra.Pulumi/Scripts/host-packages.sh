#!/usr/bin/env bash
# Installs what the other scripts need. With everything there, nothing is fetched and no network is needed.
#   PACKAGES  their Debian names
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
exec 9> /run/infra-packages.lock
flock 9

# A first boot often has an apt of its own running: wait for it, but not for ever.
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

# An apt that was killed leaves packages half installed, and from then on refuses to do anything else.
if [[ -n $(dpkg --audit) || -n $(find /var/lib/dpkg/updates -type f -print -quit) ]]; then
    dpkg --force-confdef --force-confold --configure -a >&2
fi

absent=$(missing)
[[ -n $absent ]] || exit 0

# The lists may be absent or old; without a network the install below may still find the package in the cache.
quiet_apt update || echo "the package lists could not be fetched, going on with those that are here" >&2
# shellcheck disable=SC2086 # package names are words
quiet_apt install --no-install-recommends $absent || :

absent=$(missing)
if [[ -n $absent ]]; then
    echo "error: packages cannot be installed (${absent% }); see apt's message above, and that this host reaches its package" \
        "sources (grep -r . /etc/apt/sources.list*)" >&2
    exit 1
fi
