#!/usr/bin/env bash
# Restores databases from a dump, one after the other: into a new database, which replaces the old one in one transaction once it
# is complete. Until then the old one stays in use. May be interrupted and run again.
#
#   PGHOST PGPORT PGUSER PGPASSWORD PGSSLMODE   the server
#   FOLDER      the dump
#   DATABASES   the databases to restore, separated by spaces; skips one that the dump or the server does not have
#   AFTER       optional: a folder with DATABASE.sql, which runs in the new database before it replaces the old one
#   SNAPSHOT    `list`: do nothing
set -euo pipefail
: "${FOLDER:?}" "${DATABASES?}" "${AFTER:=}" "${SNAPSHOT:=}"
[[ $SNAPSHOT != list ]] || exit 0
export PGCONNECT_TIMEOUT=30 PGDATABASE=postgres PGOPTIONS='-c client_min_messages=warning'

. lib.sh

prepare() {
    while read -r ROLE; do
        # A role that exists only at the source gets its objects, but cannot log in.
        ROLE=$ROLE query >/dev/null <<'SQL'
\getenv role ROLE
SELECT format('CREATE ROLE %I NOLOGIN', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
SQL
    done <"$FOLDER/$OLD.roles"
    # Copies the privileges and settings of the old database.
    query >/dev/null <<'SQL'
\getenv old OLD
\getenv new NEW
SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', :'new') \gexec
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0', :'new', pg_get_userbyid(datdba)) FROM pg_database WHERE datname = :'old' \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'new') FROM pg_database WHERE datname = :'old' AND datacl IS NOT NULL \gexec
SELECT format('GRANT %s ON DATABASE %I TO %s', a.privilege_type, :'new', CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
    FROM pg_database, aclexplode(datacl) a WHERE datname = :'old' \gexec
SELECT format(CASE WHEN name IN ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') -- quoted lists
        THEN 'ALTER DATABASE %I SET %I TO %s' ELSE 'ALTER DATABASE %I SET %I TO %L' END, :'new', name, value)
    FROM pg_db_role_setting s, unnest(s.setconfig) setting, split_part(setting, '=', 1) name, substr(setting, strpos(setting, '=') + 1) value
    WHERE s.setrole = 0 AND s.setdatabase = (SELECT oid FROM pg_database WHERE datname = :'old') \gexec
SQL
}

# A rename needs a database without connections: end them and retry if new ones arrive.
swap() {
    local i
    for ((i = 0; i < 10; i++)); do
        if query >/dev/null 2>"$FOLDER/swap" <<'SQL'; then return; fi
\getenv old OLD
\getenv new NEW
\getenv before BEFORE
BEGIN;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (:'old', :'new') AND pid <> pg_backend_pid();
SELECT format('ALTER DATABASE %I RENAME TO %I', :'old', :'before') \gexec
SELECT format('ALTER DATABASE %I RENAME TO %I', :'new', :'old') \gexec
COMMIT;
SQL
    done
    cat "$FOLDER/swap" >&2
    return 1
}

drop() {
    NAME=$1 query >/dev/null <<'SQL'
\getenv name NAME
SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', :'name') \gexec
SQL
}

existing=$(query --command 'SELECT datname FROM pg_database')
for OLD in $DATABASES; do
    export OLD NEW=${OLD}_restore BEFORE=${OLD}_before
    if [[ ! -e $FOLDER/$OLD.dump ]]; then
        echo "$OLD: not in the dump, skipped"
        continue
    fi
    if ! grep -qxF -- "$OLD" <<<"$existing"; then
        echo "$OLD: not on this server, skipped"
        continue
    fi
    drop "$BEFORE" # left by a run that was interrupted after the swap
    prepare
    echo "$OLD: restoring $(wc -l <"$FOLDER/$OLD.rows") tables"
    pg_restore --exit-on-error --dbname "$NEW" "$FOLDER/$OLD.dump"
    if [[ -n $AFTER && -e $AFTER/$OLD.sql ]]; then
        query --dbname "$NEW" --single-transaction --file "$AFTER/$OLD.sql" >/dev/null
        echo "$OLD: ran $AFTER/$OLD.sql"
    fi
    query --dbname "$NEW" --command 'ANALYZE' >/dev/null
    swap
    drop "$BEFORE"
    echo "$OLD: restored"
done
