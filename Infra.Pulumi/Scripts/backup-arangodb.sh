#!/bin/sh
# Dumps every database of an ArangoDB into a folder. POSIX sh: its image has no bash.
#
#   ARANGODB_ENDPOINT ARANGODB_USER ARANGODB_PASSWORD   where
#   FOLDER                                              where to
set -eu
tmp=${TMPDIR:-/tmp}

rm -rf "$FOLDER"
umask 077
# The password is looked up in the environment by the program itself: no process list and no file shows it.
cat >"$tmp/arangodump.conf" <<'CONF'
[server]
endpoint = @ARANGODB_ENDPOINT@
username = @ARANGODB_USER@
password = @ARANGODB_PASSWORD@
CONF
arangodump --configuration "$tmp/arangodump.conf" --all-databases true --include-system-collections true --overwrite true \
    --compress-output false --progress false --output-directory "$FOLDER"
echo "arangodb: $(find "$FOLDER" -mindepth 1 -maxdepth 1 -type d | wc -l) databases, $(du -sh "$FOLDER" | cut -f1)"
