#!/usr/bin/env bash
# Proves that a dump of PostgreSQL comes back: starts a server of its own, restores every database, and counts the rows of every
# table against what was counted when it was dumped. Runs as an ordinary user, as PostgreSQL must; may die and run again.
#
#   FOLDER   the dump
#   SERVER   where the server may have its files
#   PROOF    the folder that says what was proven; without it nothing was
set -euo pipefail
: "${FOLDER:?}" "${SERVER:?}" "${PROOF:?}"
export PGHOST=$SERVER PGUSER=postgres PGDATABASE=postgres

ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }
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
((${#dumps[@]} > 0)) || { echo "error: there is no database in the dump" >&2; exit 1; }
tables=0
for dump in "${dumps[@]}"; do
    database=$(basename "$dump" .dump)
    while read -r ROLE; do
        ROLE=$ROLE ask >/dev/null <<'SQL'
\getenv role ROLE
SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
SQL
    done <"$FOLDER/$database.roles"
    [[ $database == postgres ]] || createdb --template template0 -- "$database"
    pg_restore --exit-on-error --dbname "$database" "$dump"
    if ! ask --dbname "$database" --file "$FOLDER/rows.sql" | diff "$FOLDER/$database.rows" - >"$SERVER/difference"; then
        echo "error: $database came back with other rows than it had (<: dumped, >: restored)" >&2
        head -20 "$SERVER/difference" >&2
        exit 1
    fi
    tables=$((tables + $(wc -l <"$FOLDER/$database.rows")))
    echo "$database: every row is back"
done
mkdir -p "$PROOF"
echo "$(date -u +%FT%TZ) ${#dumps[@]} databases, $tables tables" | tee "$PROOF/proof"
