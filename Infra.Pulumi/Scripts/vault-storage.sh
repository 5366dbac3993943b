#!/usr/bin/env bash
# Before each Vault starts: makes the tables that its PostgreSQL storage expects, and empties them after an initialisation whose
# answer was lost. The connection comes from PG* variables, how far the initialisation came from the secret in KEYS_FOLDER.
set -euo pipefail

# As in https://developer.hashicorp.com/vault/docs/configuration/storage/postgresql
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
SET client_min_messages = warning;
CREATE TABLE IF NOT EXISTS vault_kv_store (
  parent_path TEXT COLLATE "C" NOT NULL,
  path        TEXT COLLATE "C",
  key         TEXT COLLATE "C",
  value       BYTEA,
  CONSTRAINT pkey PRIMARY KEY (path, key)
);
CREATE INDEX IF NOT EXISTS parent_path_idx ON vault_kv_store (parent_path);
CREATE TABLE IF NOT EXISTS vault_ha_locks (
  ha_key      TEXT COLLATE "C" NOT NULL,
  ha_identity TEXT COLLATE "C" NOT NULL,
  ha_value    TEXT COLLATE "C",
  valid_until TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT ha_key PRIMARY KEY (ha_key)
);
SQL

# Only vault-init.sh writes `lost`, and only about a Vault whose keys nobody ever held: nothing can have been stored in it.
if [[ $(cat "$KEYS_FOLDER/phase" 2>/dev/null || true) == lost && ! -s $KEYS_FOLDER/unseal-keys ]]; then
    echo "vault: the answer of the last initialisation was lost; starting from an empty storage" >&2
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --command 'TRUNCATE vault_kv_store, vault_ha_locks'
fi
