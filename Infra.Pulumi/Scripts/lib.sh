#!/bin/sh
# Shared by all scripts, in POSIX sh: some images have no bash. ScriptText replaces the line `. lib.sh` with this text.

say() { printf '%s\n' "$*" >&2; }

die() {
    say "error: $*"
    exit 1
}

# wait_for_url [CURL-OPTION...] URL: waits until a GET succeeds; curl does the retries.
wait_for_url() {
    curl --silent --fail --output /dev/null --max-time 5 --retry "${PATIENCE:-120}" --retry-delay "${PAUSE:-2}" \
        --retry-all-errors "$@"
}

# query [PSQL-OPTION...]: runs SQL, stops at the first error, and prints bare values.
query() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }
