#!/usr/bin/env bash
# Records the calls of a session with the real pulumi, for play.sh.
#
#   record.sh SESSION COMMAND...     runs COMMAND with a recording pulumi on its PATH
#
# Each call is a folder in SESSION: arguments, output, logged events (without debug events), exit code.
# Folders, user and machine names are replaced; review a recording before you commit it.
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

# Forwards the interrupt to the real pulumi.
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
