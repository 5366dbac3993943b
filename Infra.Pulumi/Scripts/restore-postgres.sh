#!/usr/bin/env bash
# Restores databases from a dump, one after the other: into a fresh database, which takes the place of the old one in one
# transaction when it is complete. May die at any line and run again: until then the old one serves.
#
#   PGHOST PGPORT PGUSER PGPASSWORD PGSSLMODE   where
#   FOLDER      the dump
#   DATABASES   which, separated by spaces; what the dump or the server does not have is left alone
#   AFTER       a folder with DATABASE.sql, run in the fresh database before it takes its place; may be missing
#   SNAPSHOT    with `list` nothing is done
set -euo pipefail
: "${FOLDER:?}" "${DATABASES?}" "${AFTER:=}" "${SNAPSHOT:=}"
[[ $SNAPSHOT != list ]] || exit 0
export PGCONNECT_TIMEOUT=30 PGDATABASE=postgres PGOPTIONS='-c client_min_messages=warning'

ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }

prepare() {
    while read -r ROLE; do
        # Somebody whom only the source knows owns things, but may not sign in.
        ROLE=$ROLE ask >/dev/null <<'SQL'
\getenv role ROLE
SELECT format('CREATE ROLE %I NOLOGIN', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
SQL
    done <"$FOLDER/$OLD.roles"
    # With who may connect and with what is set for it, as the old one has it.
    ask >/dev/null <<'SQL'
\getenv old OLD
\getenv new NEW
SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', :'new') \gexec
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0', :'new', pg_get_userbyid(datdba)) FROM pg_database WHERE datname = :'old' \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'new') FROM pg_database WHERE datname = :'old' AND datacl IS NOT NULL \gexec
SELECT format('GRANT %s ON DATABASE %I TO %s', a.privilege_type, :'new', CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
    FROM pg_database, aclexplode(datacl) a WHERE datname = :'old' \gexec
SELECT format(CASE WHEN name IN ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') -- lists quote themselves
        THEN 'ALTER DATABASE %I SET %I TO %s' ELSE 'ALTER DATABASE %I SET %I TO %L' END, :'new', name, value)
    FROM pg_db_role_setting s, unnest(s.setconfig) setting, split_part(setting, '=', 1) name, substr(setting, strpos(setting, '=') + 1) value
    WHERE s.setrole = 0 AND s.setdatabase = (SELECT oid FROM pg_database WHERE datname = :'old') \gexec
SQL
}

# Renaming waits until the last connection is gone, and lets no new one in meanwhile.
swap() {
    local i
    for ((i = 0; i < 10; i++)); do
        if ask >/dev/null 2>"$FOLDER/swap" <<'SQL'; then return; fi
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
    NAME=$1 ask >/dev/null <<'SQL'
\getenv name NAME
SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', :'name') \gexec
SQL
}

there=$(ask --command 'SELECT datname FROM pg_database')
for OLD in $DATABASES; do
    export OLD NEW=${OLD}_restore BEFORE=${OLD}_before
    if [[ ! -e $FOLDER/$OLD.dump ]]; then
        echo "$OLD: is not in the dump, left alone"
        continue
    fi
    if ! grep -qxF -- "$OLD" <<<"$there"; then
        echo "$OLD: is not here, left alone"
        continue
    fi
    drop "$BEFORE" # of a run that died right after the swap
    prepare
    echo "$OLD: restoring $(wc -l <"$FOLDER/$OLD.rows") tables"
    pg_restore --exit-on-error --dbname "$NEW" "$FOLDER/$OLD.dump"
    if [[ -n $AFTER && -e $AFTER/$OLD.sql ]]; then
        ask --dbname "$NEW" --single-transaction --file "$AFTER/$OLD.sql" >/dev/null
        echo "$OLD: ran its SQL"
    fi
    ask --dbname "$NEW" --command 'ANALYZE' >/dev/null
    swap
    drop "$BEFORE"
    echo "$OLD: restored"
done
