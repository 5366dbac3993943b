#!/usr/bin/env bash
# Whoever runs this got in by a new connection: what host-ssh.sh and host-firewall.sh changed may stay. With nothing on
# probation there is nothing to do; when a change was taken back in the meantime, that is an error.
set -euo pipefail
export LC_ALL=C

if ! command -v infra-guard >/dev/null; then
    echo "error: the guard is not on this host (no /usr/local/sbin/infra-guard); run host-guard.sh first" >&2
    exit 1
fi
infra-guard confirm
