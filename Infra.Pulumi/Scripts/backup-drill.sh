#!/usr/bin/env bash
# Proves that a dump of PostgreSQL can be restored: starts its own server, restores every database, and compares the row count of
# every table with the count taken at the time of the dump. Runs as an unprivileged user, as PostgreSQL requires. May be
# interrupted and run again.
#
#   FOLDER   the dump
#   SERVER   a folder for the server's files
#   PROOF    a folder for the result; it exists only after a success
set -euo pipefail
: "${FOLDER:?}" "${SERVER:?}" "${PROOF:?}"
export PGHOST=$SERVER PGUSER=postgres PGDATABASE=postgres

. lib.sh

stop() { [[ ! -d $SERVER/data ]] || pg_ctl --pgdata "$SERVER/data" --mode immediate stop >/dev/null 2>&1 || true; }

trap stop EXIT
stop
rm -rf "$SERVER" "$PROOF"
mkdir "$SERVER"
initdb --pgdata "$SERVER/data" --username "$PGUSER" --auth trust --encoding UTF8 --locale C --no-sync >/dev/null
pg_ctl --pgdata "$SERVER/data" --wait --log "$SERVER/log" start >/dev/null \
    --options "-c listen_addresses='' -c unix_socket_directories='$SERVER' -c fsync=off -c full_page_writes=off -c shared_buffers=32MB" ||
    { cat "$SERVER/log" >&2; exit 1; }

shopt -s nullglob
dumps=("$FOLDER"/*.dump)
((${#dumps[@]} > 0)) || die "the dump contains no database"
tables=0
for dump in "${dumps[@]}"; do
    database=$(basename "$dump" .dump)
    while read -r ROLE; do
        ROLE=$ROLE query >/dev/null <<'SQL'
\getenv role ROLE
SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
SQL
    done <"$FOLDER/$database.roles"
    [[ $database == postgres ]] || createdb --template template0 -- "$database"
    pg_restore --exit-on-error --dbname "$database" "$dump"
    if ! query --dbname "$database" --file "$FOLDER/rows.sql" | diff "$FOLDER/$database.rows" - >"$SERVER/difference"; then
        head -20 "$SERVER/difference" >&2
        die "the restored rows of $database differ (<: dumped, >: restored)"
    fi
    tables=$((tables + $(wc -l <"$FOLDER/$database.rows")))
    echo "$database: all rows restored"
done
mkdir -p "$PROOF"
echo "$(date -u +%FT%TZ) ${#dumps[@]} databases, $tables tables" | tee "$PROOF/proof"
