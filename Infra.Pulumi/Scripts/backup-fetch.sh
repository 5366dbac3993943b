#!/bin/sh
# Fetches a dump from a restic repository, which it only reads. POSIX sh: the image of restic has no bash.
#
#   RESTIC_REPOSITORY RESTIC_PASSWORD AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY   where from
#   FOLDER     where to: the same as when it was saved
#   NAME       whose it is
#   SNAPSHOT   which; nothing means the newest that is not empty, `list` only tells what there is
#   PATIENCE   seconds until an object store counts as gone
set -eu
tmp=${TMPDIR:-/tmp}
: "${SNAPSHOT:=}" "${PATIENCE:=600}"

read_only() { restic --no-lock "$@"; }
refuse() {
    echo "error: $*" >&2
    exit 1
}

timeout "$PATIENCE" restic --no-lock cat config >"$tmp/restic.log" 2>&1 || refuse "the repository of $NAME does not open: $(tail -1 "$tmp/restic.log")"
if [ "$SNAPSHOT" = list ]; then
    read_only snapshots --host "$NAME" --tag dump --compact
    exit
fi

if [ -z "$SNAPSHOT" ]; then
    read_only snapshots --host "$NAME" --tag dump --json >"$tmp/snapshots"
    SNAPSHOT=$(jq -r 'sort_by(.time) | (map(select(.tags | index("empty") | not)) | last) // last | .short_id // ""' "$tmp/snapshots")
    [ -n "$SNAPSHOT" ] || refuse "there is no dump of $NAME"
fi
rm -rf "$FOLDER"
read_only restore "$SNAPSHOT" --host "$NAME" --target "${FOLDER%/*}" >"$tmp/restic.log" 2>&1 ||
    refuse "snapshot $SNAPSHOT of $NAME cannot be read: $(grep -v '^restoring' "$tmp/restic.log" | head -3 | tr '\n' ' ')"
[ -d "$FOLDER" ] || refuse "snapshot $SNAPSHOT of $NAME holds no dump"
echo "$NAME: fetched snapshot $SNAPSHOT"
