#!/bin/sh
# Fetches a dump from a restic repository, read-only. POSIX sh: the image of restic has no bash.
#
#   RESTIC_REPOSITORY RESTIC_PASSWORD AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY   the source
#   FOLDER     the destination: the same path as at the time of the backup
#   NAME       the store
#   SNAPSHOT   an id; empty for the latest snapshot with rows; `list` to list all and fetch nothing
#   PATIENCE   timeout of the object store in seconds
set -eu

. lib.sh

tmp=${TMPDIR:-/tmp}
: "${SNAPSHOT:=}" "${PATIENCE:=600}"

read_only() { restic --no-lock "$@"; }

timeout "$PATIENCE" restic --no-lock cat config >"$tmp/restic.log" 2>&1 ||
    die "cannot open the repository of $NAME: $(tail -1 "$tmp/restic.log")"
if [ "$SNAPSHOT" = list ]; then
    read_only snapshots --host "$NAME" --tag dump --compact
    exit
fi

if [ -z "$SNAPSHOT" ]; then
    read_only snapshots --host "$NAME" --tag dump --json >"$tmp/snapshots"
    SNAPSHOT=$(jq -r 'sort_by(.time) | (map(select(.tags | index("empty") | not)) | last) // last | .short_id // ""' "$tmp/snapshots")
    [ -n "$SNAPSHOT" ] || die "the repository has no dump of $NAME"
fi
rm -rf "$FOLDER"
read_only restore "$SNAPSHOT" --host "$NAME" --target "${FOLDER%/*}" >"$tmp/restic.log" 2>&1 ||
    die "cannot read snapshot $SNAPSHOT of $NAME: $(grep -v '^restoring' "$tmp/restic.log" | head -3 | tr '\n' ' ')"
[ -d "$FOLDER" ] || die "snapshot $SNAPSHOT of $NAME contains no dump"
echo "$NAME: fetched snapshot $SNAPSHOT"
