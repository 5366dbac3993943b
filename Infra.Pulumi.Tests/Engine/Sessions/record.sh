#!/usr/bin/env bash
# Records a session: what the real pulumi was asked and what it said, for play.sh to say it again.
#
#   record.sh SESSION COMMAND...     runs COMMAND with a pulumi on its PATH that writes into the folder SESSION
#
# A call is a folder: the arguments, what it printed, the events it logged (without the SDK's own debugging), its exit code.
# Folders, user, machine and versions of this machine are replaced; look through a recording before it is committed.
set -euo pipefail

if [[ ${RECORD_TO:-} == "" ]]; then
    mkdir -p "$1"
    RECORD_TO=$(cd "$1" && pwd)
    RECORD_PULUMI=$(command -v pulumi)
    RECORD_FOLDER=$PWD
    RECORD_HEAD=$(git rev-parse HEAD 2>/dev/null || echo no-commit)
    shift
    export RECORD_TO RECORD_PULUMI RECORD_FOLDER RECORD_HEAD
    shim=$(mktemp -d)
    trap 'rm -rf "$shim"' EXIT
    ln -s "$(readlink -f "${BASH_SOURCE[0]}")" "$shim/pulumi"
    code=0
    PATH=$shim:$PATH "$@" || code=$?
    printf '%s\n' "$code"
    exit 0
fi

clean() {
    sed -e "s|$RECORD_FOLDER|/repo|g" -e "s|$RECORD_HEAD|COMMIT_OF_RECORDING|g" -e "s|$(id -un)@$(hostname)|ann@laptop|g" -e "s|${PULUMI_HOME:-$HOME/.pulumi}|/home/ann/.pulumi|g"
}

number=$(find "$RECORD_TO" -mindepth 1 -maxdepth 1 -type d | wc -l)
call=$RECORD_TO/$(printf '%02d' "$((number + 1))")
mkdir "$call"
log="" previous="" args=()
for word in "$@"; do
    if [[ $previous == --event-log ]]; then log=$word; elif [[ $word != --event-log ]]; then args+=("$word"); fi
    previous=$word
done
printf '%s\n' "${args[@]}" | clean >"$call/args"

# The engine's interrupt goes to the real one, which then ends in its own way.
trap 'kill -INT "$real"' INT
code=0
"$RECORD_PULUMI" "$@" >"$call/stdout" 2>"$call/stderr" </dev/stdin &
real=$!
while :; do
    wait "$real" && code=0 || code=$?
    kill -0 "$real" 2>/dev/null || break
done
cat "$call/stdout"
cat "$call/stderr" >&2
for file in stdout stderr; do
    clean <"$call/$file" >"$call/$file.clean"
    mv "$call/$file.clean" "$call/$file"
    [[ -s $call/$file ]] || rm "$call/$file"
done
[[ $log == "" ]] || grep -v '"severity":"debug"' "$log" | clean | gzip -9n >"$call/events.gz"
printf '%s\n' "$code" >"$call/code"
exit "$code"
