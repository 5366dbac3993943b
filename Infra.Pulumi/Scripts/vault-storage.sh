#!/usr/bin/env bash
# Runs before each start of Vault: creates the tables of its PostgreSQL storage, and empties them if the answer to the
# initialisation was lost. The connection comes from PG* variables, the phase from the secret in KEYS_FOLDER.
set -euo pipefail

. lib.sh

# As in https://developer.hashicorp.com/vault/docs/configuration/storage/postgresql
query <<'SQL'
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

# Only vault-init.sh writes `lost`, and only for a Vault whose keys were never received: nothing can be stored in it.
if [[ $(cat "$KEYS_FOLDER/phase" 2>/dev/null || true) == lost && ! -s $KEYS_FOLDER/unseal-keys ]]; then
    say "the answer to the last initialisation was lost; starting with an empty storage"
    query --command 'TRUNCATE vault_kv_store, vault_ha_locks'
fi
