#!/usr/bin/env bash
# Dumps every database of a PostgreSQL into a folder, each as of one moment, with how many rows each table had at that moment and
# which roles its objects name. May die at any line and run again.
#
#   PGHOST PGPORT PGUSER PGPASSWORD PGSSLMODE   where
#   FOLDER                                      where to: DATABASE.dump, DATABASE.rows and DATABASE.roles; rows.sql counts again
set -euo pipefail
: "${FOLDER:?}"
umask 077
export PGCONNECT_TIMEOUT=30

ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }

databases=$(ask --dbname postgres --command "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY 1")
rm -rf "$FOLDER"
mkdir -p "$FOLDER"

# Views show what tables hold, and what belongs to an extension comes with it.
cat >"$FOLDER/rows.sql" <<'SQL'
\pset fieldsep '\t'
SELECT format('SELECT %L, count(*) FROM ONLY %I.%I', format('%I.%I', n.nspname, c.relname), n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1 \gexec
SQL

while read -r database; do
    [[ $database =~ ^[A-Za-z0-9_-]+$ ]] || { echo "error: a database is called '$database', which is no name for a file" >&2; exit 1; }
    # The rows are counted in the very snapshot that is dumped; a dump that fails leaves no file.
    FILE=$FOLDER/$database.dump FAILED=$FOLDER/$database.failed ROWS=$FOLDER/$database.rows ROLES=$FOLDER/$database.roles QUERY=$FOLDER/rows.sql \
        ask --dbname "$database" <<'SQL'
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
    [[ -s $FOLDER/$database.dump && ! -e $FOLDER/$database.failed ]] || { echo "error: pg_dump of $database failed" >&2; exit 1; }
    echo "$database: $(wc -l <"$FOLDER/$database.rows") tables, $(awk '{ sum += $NF } END { print sum + 0 }' "$FOLDER/$database.rows") rows," \
        "$(du -h "$FOLDER/$database.dump" | cut -f1)"
done <<<"$databases"
