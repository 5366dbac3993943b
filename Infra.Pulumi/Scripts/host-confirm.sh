#!/usr/bin/env bash
# Confirms the changes of host-ssh.sh and host-firewall.sh: it runs over a new connection, which proves that the host is still
# reachable. Does nothing if no change is on probation. Fails if a change was rolled back in the meantime.
#   CHANGE  differs between changes
#   REPEAT  the resource that made the change, to make it again
set -euo pipefail
export LC_ALL=C

. lib.sh
. host.sh

need_guard
code=0
output=$(infra-guard confirm 2>&1) || code=$?
[[ -z $output ]] || say "$output"
if [[ $code != 0 && $output == *"was rolled back"* ]]; then
    say "error: the state of Pulumi still holds the change; to make it again run: pulumi up --replace '**$REPEAT'"
fi
exit "$code"
