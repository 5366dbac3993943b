#!/bin/sh
# Gives Casdoor's administrator a password of his own and makes the people who may come in, each with a first password that
# they change. Whoever is there already stays as he is. Passwords come in variables and leave in bodies, never in arguments.
#   MEMBERS   lines `NAME MAIL`; the password of NAME is in PASSWORD_NAME, with _ for -
set -eu
: "${PASSWORD_administrator:?}"

jar=$(mktemp)
trap 'rm -f "$jar"' EXIT

# post PATH TYPE: the body is standard input
post() { curl --silent --show-error --fail --max-time 30 --cookie "$jar" --cookie-jar "$jar" --header "Content-Type: $2" --data-binary @- "$CASDOOR_URL$1"; }
ok() { jq -e '.status == "ok"' >/dev/null; }

sign_in() {
    SECRET=$1 jq -nc '{application: "app-built-in", organization: "built-in", username: "admin", password: env.SECRET, type: "login", signinMethod: "Password"}' |
        post /api/login application/json | ok
}

curl --silent --fail --output /dev/null --max-time 5 --retry "${PATIENCE:-120}" --retry-delay "${PAUSE:-2}" --retry-all-errors "$CASDOOR_URL/api/health"

if ! sign_in "$PASSWORD_administrator"; then
    sign_in 123 || { echo "casdoor: neither our password nor the first one opens the administrator's account; docs/runbooks/casdoor.md" >&2; exit 1; }
    # -j: a line's end would become a part of the password
    SECRET=$PASSWORD_administrator jq -nj '"userOwner=built-in&userName=admin&oldPassword=123&newPassword=" + (env.SECRET | @uri)' |
        post /api/set-password application/x-www-form-urlencoded | ok
    echo "casdoor: the administrator has a password of his own" >&2
fi

printf '%s\n' "$MEMBERS" | while read -r name mail; do
    answer=$(curl --silent --show-error --fail --max-time 30 --cookie "$jar" "$CASDOOR_URL/api/get-user?id=platform/$name")
    there=$(printf '%s' "$answer" | jq -r '.data.name // ""')
    [ -z "$there" ] || continue
    variable=PASSWORD_$(printf '%s' "$name" | tr - _)
    # An account that it does not make is no error to it: the answer is "Unaffected".
    SECRET=$(printenv "$variable") jq -nc --arg name "$name" --arg mail "$mail" \
        '{owner: "platform", name: $name, displayName: $name, email: $mail, emailVerified: true, type: "normal-user", password: env.SECRET,
          signupApplication: "app-gate", isAdmin: false, isForbidden: false, isDeleted: false}' |
        post /api/add-user application/json | jq -e '.status == "ok" and .data == "Affected"' >/dev/null ||
        { echo "casdoor: cannot make $name" >&2; exit 1; }
    echo "casdoor: $name may come in" >&2
done
