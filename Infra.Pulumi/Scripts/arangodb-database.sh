#!/bin/sh
# Makes a database and its user on an ArangoDB, or brings them into this state.
# ARANGODB_URL, ARANGODB_USER and ARANGODB_PASSWORD say where; CONSUMER and CONSUMER_PASSWORD (letters and digits only) for whom.
set -eu

umask 077
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What stands between quotes in curl's configuration.
quoted() { printf '%s' "$1" | sed 's/["\\]/\\&/g'; }

# The administrator's credentials go over standard input and bodies come from files: no process list shows a password.
call() {
    printf 'user = "%s:%s"\n' "$(quoted "$ARANGODB_USER")" "$(quoted "$ARANGODB_PASSWORD")" |
        curl --config - --silent --show-error --insecure --max-time 30 --output "$scratch/answer" --write-out '%{http_code}' \
            --request "$1" --header 'content-type: application/json' --data-binary "@$scratch/body" "$ARANGODB_URL$2"
}

expect() {
    code=$1
    shift
    for right in "$@"; do
        [ "$code" != "$right" ] || return 0
    done
    echo "ArangoDB answered $code: $(cat "$scratch/answer" 2>/dev/null)" >&2
    exit 1
}

printf '{"name":"%s"}' "$CONSUMER" >"$scratch/body"
code=$(call POST /_api/database)
expect "$code" 201 409
printf '{"user":"%s","passwd":"%s","active":true}' "$CONSUMER" "$CONSUMER_PASSWORD" >"$scratch/body"
code=$(call POST /_api/user)
if [ "$code" = 409 ]; then # it exists: the password becomes this one
    printf '{"passwd":"%s","active":true}' "$CONSUMER_PASSWORD" >"$scratch/body"
    code=$(call PUT "/_api/user/$CONSUMER")
fi
expect "$code" 200 201
printf '{"grant":"rw"}' >"$scratch/body"
code=$(call PUT "/_api/user/$CONSUMER/database/$CONSUMER")
expect "$code" 200
