#!/bin/sh
# Creates or updates a database and its user on an ArangoDB.
#
#   ARANGODB_URL ARANGODB_USER ARANGODB_PASSWORD   the server and its administrator
#   CONSUMER CONSUMER_PASSWORD                     the user, and the name of its database; letters and digits only
set -eu

. lib.sh

umask 077
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Escapes a value for curl's configuration.
quoted() { printf '%s' "$1" | sed 's/["\\]/\\&/g'; }

# call METHOD PATH: prints the status. Credentials go over standard input and bodies come from files: no process list shows them.
call() {
    printf 'user = "%s:%s"\n' "$(quoted "$ARANGODB_USER")" "$(quoted "$ARANGODB_PASSWORD")" |
        curl --config - --silent --show-error --insecure --max-time 30 --output "$scratch/answer" --write-out '%{http_code}' \
            --request "$1" --header 'content-type: application/json' --data-binary "@$scratch/body" "$ARANGODB_URL$2"
}

# expect STATUS EXPECTED...
expect() {
    code=$1
    shift
    for expected in "$@"; do
        [ "$code" != "$expected" ] || return 0
    done
    die "ArangoDB answered $code: $(cat "$scratch/answer" 2>/dev/null)"
}

printf '{"name":"%s"}' "$CONSUMER" >"$scratch/body"
code=$(call POST /_api/database)
expect "$code" 201 409
printf '{"user":"%s","passwd":"%s","active":true}' "$CONSUMER" "$CONSUMER_PASSWORD" >"$scratch/body"
code=$(call POST /_api/user)
if [ "$code" = 409 ]; then # it exists: set the password
    printf '{"passwd":"%s","active":true}' "$CONSUMER_PASSWORD" >"$scratch/body"
    code=$(call PUT "/_api/user/$CONSUMER")
fi
expect "$code" 200 201
printf '{"grant":"rw"}' >"$scratch/body"
code=$(call PUT "/_api/user/$CONSUMER/database/$CONSUMER")
expect "$code" 200
