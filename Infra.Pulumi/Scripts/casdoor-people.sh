#!/bin/sh
# Sets the password of Casdoor's administrator and creates the members, each with an initial password. Does not change existing
# members. Passwords come in variables and leave in request bodies, never in arguments.
#
#   CASDOOR_URL              the server
#   PASSWORD_administrator   the administrator's password
#   MEMBERS                  lines `NAME MAIL`; the password of NAME is in PASSWORD_NAME, with _ for -
set -eu

. lib.sh

: "${PASSWORD_administrator:?}"

jar=$(mktemp)
trap 'rm -f "$jar"' EXIT

# post PATH TYPE: sends standard input as the body
post() { curl --silent --show-error --fail --max-time 30 --cookie "$jar" --cookie-jar "$jar" --header "Content-Type: $2" --data-binary @- "$CASDOOR_URL$1"; }
ok() { jq -e '.status == "ok"' >/dev/null; }

sign_in() {
    SECRET=$1 jq -nc '{application: "app-built-in", organization: "built-in", username: "admin", password: env.SECRET, type: "login", signinMethod: "Password"}' |
        post /api/login application/json | ok
}

wait_for_url "$CASDOOR_URL/api/health"

if ! sign_in "$PASSWORD_administrator"; then
    sign_in 123 ||
        die "the administrator's account accepts neither our password nor the default one; see docs/runbooks/casdoor.md"
    # -j: a newline would become part of the password
    SECRET=$PASSWORD_administrator jq -nj '"userOwner=built-in&userName=admin&oldPassword=123&newPassword=" + (env.SECRET | @uri)' |
        post /api/set-password application/x-www-form-urlencoded | ok
    say "changed the administrator's password"
fi

printf '%s\n' "$MEMBERS" | while read -r name mail; do
    answer=$(curl --silent --show-error --fail --max-time 30 --cookie "$jar" "$CASDOOR_URL/api/get-user?id=platform/$name")
    existing=$(printf '%s' "$answer" | jq -r '.data.name // ""')
    [ -z "$existing" ] || continue
    variable=PASSWORD_$(printf '%s' "$name" | tr - _)
    # Casdoor reports no error if it does not create the account: the answer is "Unaffected".
    SECRET=$(printenv "$variable") jq -nc --arg name "$name" --arg mail "$mail" \
        '{owner: "platform", name: $name, displayName: $name, email: $mail, emailVerified: true, type: "normal-user", password: env.SECRET,
          signupApplication: "app-gate", isAdmin: false, isForbidden: false, isDeleted: false}' |
        post /api/add-user application/json | jq -e '.status == "ok" and .data == "Affected"' >/dev/null ||
        die "Casdoor did not create $name; see its log"
    say "created $name"
done
