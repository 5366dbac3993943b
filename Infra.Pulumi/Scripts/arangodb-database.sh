#!/bin/sh
# Makes a database and its user on an ArangoDB, or brings them into this state.
# ARANGODB_URL, ARANGODB_USER and ARANGODB_PASSWORD say where; CONSUMER and CONSUMER_PASSWORD (letters and digits only) for whom.
set -eu

# The administrator's credentials go over standard input and bodies come from files: no process list shows a password.
call() {
    printf 'user = "%s:%s"\n' "$ARANGODB_USER" "$ARANGODB_PASSWORD" |
        curl --config - --silent --show-error --insecure --max-time 30 --output /tmp/answer --write-out '%{http_code}' \
            --request "$1" --header 'content-type: application/json' --data-binary @/tmp/body "$ARANGODB_URL$2"
}

expect() {
    code=$1
    shift
    for right in "$@"; do
        [ "$code" != "$right" ] || return 0
    done
    echo "ArangoDB answered $code: $(cat /tmp/answer)" >&2
    exit 1
}

umask 077
printf '{"name":"%s"}' "$CONSUMER" >/tmp/body
expect "$(call POST /_api/database)" 201 409
printf '{"user":"%s","passwd":"%s","active":true}' "$CONSUMER" "$CONSUMER_PASSWORD" >/tmp/body
code=$(call POST /_api/user)
if [ "$code" = 409 ]; then # it exists: the password becomes this one
    printf '{"passwd":"%s","active":true}' "$CONSUMER_PASSWORD" >/tmp/body
    code=$(call PUT "/_api/user/$CONSUMER")
fi
expect "$code" 200 201
printf '{"grant":"rw"}' >/tmp/body
expect "$(call PUT "/_api/user/$CONSUMER/database/$CONSUMER")" 200
