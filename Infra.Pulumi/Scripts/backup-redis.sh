#!/bin/sh
# Dumps a Redis or a Valkey into its own file format. POSIX sh: its image has no bash.
#
#   REDIS_HOST REDIS_PORT REDISCLI_AUTH   the source; the client reads the password from the environment
#   FOLDER                                the destination
set -eu
tmp=${TMPDIR:-/tmp}

tool() { command -v "valkey-$1" || command -v "redis-$1"; }

umask 077
rm -rf "$FOLDER"
mkdir -p "$FOLDER"
"$(tool cli)" -h "$REDIS_HOST" -p "$REDIS_PORT" --rdb "$FOLDER/dump.rdb" >"$tmp/redis.log" 2>&1 || { cat "$tmp/redis.log" >&2; exit 1; }
# The client succeeds even if the connection was cut.
"$(tool check-rdb)" "$FOLDER/dump.rdb" >"$tmp/redis.log" 2>&1 || { cat "$tmp/redis.log" >&2; exit 1; }
echo "redis: $(du -h "$FOLDER/dump.rdb" | cut -f1)"
