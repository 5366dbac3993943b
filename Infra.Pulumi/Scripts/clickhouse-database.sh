#!/bin/sh
# Makes a database and a user of its own on a ClickHouse, or brings them into this state.
# CLICKHOUSE_HOST, CLICKHOUSE_PORT, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD and CLICKHOUSE_SECURE say where; CONSUMER and
# CONSUMER_PASSWORD (letters and digits only) for whom; GRANTS is what it may do beyond its database, one grant a line.
set -eu

# Statements go over standard input, the administrator's password stays in the environment: no process list shows either.
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
