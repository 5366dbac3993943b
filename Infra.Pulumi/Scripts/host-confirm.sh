#!/usr/bin/env bash
# Whoever runs this got in by a new connection: what host-ssh.sh and host-firewall.sh changed may stay. With nothing on
# probation there is nothing to do; when a change was taken back in the meantime, that is an error.
#   CHANGE  tells one change from the next
#   REPEAT  the resource that made it, should it have to be made again
set -euo pipefail
export LC_ALL=C

if ! command -v infra-guard >/dev/null; then
    echo "error: the guard is not on this host (no /usr/local/sbin/infra-guard); run host-guard.sh first" >&2
    exit 1
fi
if ! infra-guard confirm; then
    echo "error: what the host has is not what this program believes it has; run: pulumi up --replace '**${REPEAT:-}'" >&2
    exit 1
fi
