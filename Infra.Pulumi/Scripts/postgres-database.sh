#!/bin/sh
# Creates or updates a database and its owner on an external PostgreSQL.
#
#   PGHOST PGPORT PGUSER PGPASSWORD PGSSLMODE   the server and its administrator
#   CONSUMER CONSUMER_PASSWORD                  the owner, and the name of its database
set -eu
export PGCONNECT_TIMEOUT=15

. lib.sh

# psql reads the password from the environment, so that no process list shows it.
query --dbname postgres <<'SQL'
\getenv consumer CONSUMER
\getenv password CONSUMER_PASSWORD
SELECT format('CREATE ROLE %I', :'consumer') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'consumer') \gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', :'consumer', :'password') \gexec
-- A provider's administrator is not a superuser, and can transfer ownership only to its own roles.
SELECT format('GRANT %I TO CURRENT_USER', :'consumer') WHERE NOT pg_has_role(CURRENT_USER, :'consumer', 'MEMBER') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'consumer', :'consumer') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'consumer') \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'consumer') \gexec
SQL
