#!/usr/bin/env bash
# Dumps every database of a PostgreSQL into a folder, each from one consistent snapshot, with the row count of each table in that
# snapshot and the roles that its objects refer to. May be interrupted and run again.
#
#   PGHOST PGPORT PGUSER PGPASSWORD PGSSLMODE   the source
#   FOLDER                                      the destination: DATABASE.dump, DATABASE.rows, DATABASE.roles, rows.sql
set -euo pipefail
: "${FOLDER:?}"
umask 077
export PGCONNECT_TIMEOUT=30

. lib.sh

databases=$(query --dbname postgres \
    --command "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY 1")
rm -rf "$FOLDER"
mkdir -p "$FOLDER"

# Excludes views, which show the rows of tables, and tables of extensions, which come with the extension.
cat >"$FOLDER/rows.sql" <<'SQL'
\pset fieldsep '\t'
SELECT format('SELECT %L, count(*) FROM ONLY %I.%I', format('%I.%I', n.nspname, c.relname), n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1 \gexec
SQL

while read -r database; do
    [[ $database =~ ^[A-Za-z0-9_-]+$ ]] ||
        die "the name of the database '$database' cannot be a file name; rename the database"
    # Counts the rows in the snapshot that is dumped. A failed dump leaves no file.
    FILE=$FOLDER/$database.dump FAILED=$FOLDER/$database.failed ROWS=$FOLDER/$database.rows ROLES=$FOLDER/$database.roles QUERY=$FOLDER/rows.sql \
        query --dbname "$database" <<'SQL'
\getenv rows ROWS
\getenv roles ROLES
\getenv query QUERY
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot() AS snapshot, current_database() AS database \gset
\setenv SNAPSHOT :snapshot
\setenv DATABASE :database
\! pg_dump --dbname="$DATABASE" --snapshot="$SNAPSHOT" --format=custom --compress=0 --file="$FILE" </dev/null || touch "$FAILED"
\o :rows
\i :query
\o :roles
SELECT rolname FROM pg_roles WHERE oid = 10 OR oid IN (SELECT refobjid FROM pg_shdepend
    WHERE refclassid = 'pg_authid'::regclass AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())) ORDER BY 1;
\o
COMMIT;
SQL
    [[ -s $FOLDER/$database.dump && ! -e $FOLDER/$database.failed ]] || die "pg_dump of $database failed"
    echo "$database: $(wc -l <"$FOLDER/$database.rows") tables, $(awk '{ sum += $NF } END { print sum + 0 }' "$FOLDER/$database.rows") rows," \
        "$(du -h "$FOLDER/$database.dump" | cut -f1)"
done <<<"$databases"
