#!/bin/sh
# Dumps every database of an ArangoDB into a folder. POSIX sh: its image has no bash.
#
#   ARANGODB_ENDPOINT ARANGODB_USER ARANGODB_PASSWORD   the source
#   FOLDER                                              the destination
set -eu
tmp=${TMPDIR:-/tmp}

rm -rf "$FOLDER"
umask 077
# arangodump expands the variables itself, so that no process list and no file shows the password.
cat >"$tmp/arangodump.conf" <<'CONF'
[server]
endpoint = @ARANGODB_ENDPOINT@
username = @ARANGODB_USER@
password = @ARANGODB_PASSWORD@
CONF
arangodump --configuration "$tmp/arangodump.conf" --all-databases true --include-system-collections true --overwrite true \
    --compress-output false --progress false --output-directory "$FOLDER"
echo "arangodb: $(find "$FOLDER" -mindepth 1 -maxdepth 1 -type d | wc -l) databases, $(du -sh "$FOLDER" | cut -f1)"
