#!/usr/bin/env bash
# Configures Vault to create short-lived database users: a connection, and a role for each file in ROLES (NAME.json).
# ADMIN_PASSWORD is a file with the administrator's password.
# shellcheck source=vault-api.sh
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

wait_for "$unsealed_state" || die "Vault is not unsealed at $VAULT_ADDR; see its log"
sign_in "$ROLE"

names=$(for file in "$ROLES"/*.json; do basename "$file" .json; done | jq -Rnc '[inputs]')
enable mounts database database

# jq reads the password from the file, so that no process list shows it
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
say "configured the database engine for $names"
