#!/bin/sh
# Creates or updates a database and its user on a ClickHouse.
#
#   CLICKHOUSE_HOST CLICKHOUSE_PORT CLICKHOUSE_USER CLICKHOUSE_PASSWORD CLICKHOUSE_SECURE   the server and its administrator
#   CONSUMER CONSUMER_PASSWORD   the user, and the name of its database; letters and digits only
#   GRANTS                       further grants, one per line
set -eu

# Statements go over standard input and the administrator's password stays in the environment: no process list shows a password.
statements() {
    printf "CREATE DATABASE IF NOT EXISTS \`%s\`;\n" "$CONSUMER"
    printf "CREATE USER IF NOT EXISTS \`%s\`;\n" "$CONSUMER"
    printf "ALTER USER \`%s\` IDENTIFIED WITH sha256_password BY '%s' DEFAULT DATABASE \`%s\`;\n" "$CONSUMER" "$CONSUMER_PASSWORD" "$CONSUMER"
    printf "GRANT ALL ON \`%s\`.* TO \`%s\`;\n" "$CONSUMER" "$CONSUMER"
    printf '%s\n' "$GRANTS" | while read -r grant; do
        [ -z "$grant" ] || printf "GRANT %s TO \`%s\`;\n" "$grant" "$CONSUMER"
    done
}

set -- --host "$CLICKHOUSE_HOST" --port "$CLICKHOUSE_PORT" --multiquery --log-level none
[ "$CLICKHOUSE_SECURE" = 0 ] || set -- "$@" --secure
statements | HOME=/tmp clickhouse-client "$@"
