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
code=0
said=$(infra-guard confirm 2>&1) || code=$?
[[ -z $said ]] || echo "$said" >&2
if [[ $code != 0 && $said == *"was taken back"* ]]; then
    echo "error: the program that made the change believes that it stands; to make it again run: pulumi up --replace '**$REPEAT'" >&2
fi
exit "$code"
