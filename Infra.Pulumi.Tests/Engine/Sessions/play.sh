#!/usr/bin/env -S --default-signal=INT bash
# shellcheck shell=bash
# (Without the option above, a shell in the background ignores the interrupt that some sessions wait for.)
# A stand-in for pulumi: replays the output of a recorded session.
#   PLAY_SESSION   the folder of the session
#   PLAY_AT        a file with the number of replayed calls; refuses calls that differ from the recording
#   PLAY_HEAD      the commit that replaces the recorded one
#   PLAY_LINGER    seconds until it stops after an interrupt
#   PLAY_UNTIL     replays only that many events, then waits for an interrupt
set -uo pipefail

number=$(($(cat "$PLAY_AT" 2>/dev/null || echo 0) + 1))
echo "$number" >"$PLAY_AT"
call=$PLAY_SESSION/$(printf '%02d' "$number")

log="" previous="" args=()
for word in "$@"; do
    if [[ $previous == --event-log ]]; then log=$word; elif [[ $word != --event-log ]]; then args+=("$word"); fi
    previous=$word
done
asked=$(printf '%s\n' "${args[@]}")
if [[ ! -d $call ]] || [[ $asked != $(<"$call/args") ]]; then
    echo "the recording has a different call here: $(tr '\n' ' ' <<<"$asked")" >&2
    exit 99
fi

if [[ -n $log && -f $call/events.gz ]]; then
    if [[ -n ${PLAY_UNTIL:-} ]]; then
        interrupted=""
        trap 'interrupted=1' INT
        gzip -dc "$call/events.gz" | head -n "$PLAY_UNTIL" >>"$log"
        for ((waited = 0; waited < 600; waited++)); do [[ -z $interrupted ]] || break; sleep 0.05; done
        [[ -n $interrupted ]] || { echo "the interrupt did not arrive" >&2; exit 98; }
        sleep "${PLAY_LINGER:-0}"
        gzip -dc "$call/events.gz" | tail -n "+$((PLAY_UNTIL + 1))" >>"$log"
    else
        gzip -dc "$call/events.gz" >>"$log"
    fi
fi
[[ ! -f $call/stdout ]] || sed "s|COMMIT_OF_RECORDING|${PLAY_HEAD:-}|g" "$call/stdout"
[[ ! -f $call/stderr ]] || cat "$call/stderr" >&2
exit "$(<"$call/code")"
