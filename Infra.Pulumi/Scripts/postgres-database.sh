#!/bin/sh
# Makes a database and its owner on a PostgreSQL that runs elsewhere, or brings them into this state.
# PGHOST, PGPORT, PGUSER, PGPASSWORD and PGSSLMODE say where; CONSUMER and CONSUMER_PASSWORD for whom.
set -eu
export PGDATABASE=postgres PGCONNECT_TIMEOUT=15

# The password is read from the environment by psql itself, so that no process list shows it.
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\getenv consumer CONSUMER
\getenv password CONSUMER_PASSWORD
SELECT format('CREATE ROLE %I', :'consumer') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'consumer') \gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', :'consumer', :'password') \gexec
-- A provider's administrator is no superuser, and may give away only to roles that it belongs to.
SELECT format('GRANT %I TO CURRENT_USER', :'consumer') WHERE NOT pg_has_role(CURRENT_USER, :'consumer', 'MEMBER') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'consumer', :'consumer') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'consumer') \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'consumer') \gexec
SQL
