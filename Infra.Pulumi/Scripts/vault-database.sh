#!/usr/bin/env bash
# Lets Vault make short-lived users of a database: a connection, and a role for every file in ROLES (NAME.json). The admin's
# password is in the file ADMIN_PASSWORD.
# shellcheck source=/dev/null disable=SC2034,SC2153,SC2154 # vault-api.sh has its own check
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

wait_for "$unsealed_state" || die "no unsealed Vault at $VAULT_ADDR"
sign_in "$ROLE"

names=$(for file in "$ROLES"/*.json; do basename "$file" .json; done | jq -Rnc '[inputs]')
enable mounts database database

# jq reads the password from a file, so that it is nobody's argument
must POST "database/config/$DATABASE" "$(jq -nc --rawfile password "$ADMIN_PASSWORD" --arg url "$DATABASE_URL" --arg user "$ADMIN_USER" \
    --argjson roles "$names" '{
        plugin_name: "postgresql-database-plugin",
        connection_url: $url,
        username: $user,
        password: ($password | rtrimstr("\n")),
        password_authentication: "scram-sha-256",
        allowed_roles: $roles}')"

for file in "$ROLES"/*.json; do
    must POST "database/roles/$(basename "$file" .json)" "$(jq -c --arg database "$DATABASE" '. + {db_name: $database}' "$file")"
done
must POST auth/token/revoke-self
say "the database engine serves $names"
