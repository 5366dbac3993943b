#!/bin/sh
# Saves a folder in a restic repository, encrypted, and deletes old snapshots. POSIX sh: the image of restic has no bash.
#
#   RESTIC_REPOSITORY RESTIC_PASSWORD AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY   the destination
#   FOLDER                    the folder to save
#   NAME                      the store; restic calls it the host
#   TAG                       dump | proof; a dump without any row is also tagged `empty`
#   KEEP_DAYS KEEP_WEEK_DAYS  number of days to keep daily and weekly snapshots
#   PATIENCE                  timeout of the object store in seconds
set -eu

. lib.sh

tmp=${TMPDIR:-/tmp}
: "${PATIENCE:=600}"

# A missing repository cannot be distinguished from one that does not open, but `init` never changes an existing one.
if ! timeout "$PATIENCE" restic --no-lock cat config >"$tmp/restic.log" 2>&1; then
    timeout "$PATIENCE" restic init >"$tmp/restic-init.log" 2>&1 ||
        die "cannot open the repository of $NAME ($(tail -1 "$tmp/restic.log")) or create it ($(tail -1 "$tmp/restic-init.log"))"
    echo "$NAME: created the repository"
fi
restic unlock >/dev/null # removes stale locks only: of dead processes on this machine, or older than half an hour

# After a fresh start on an empty server, the latest snapshot to restore must not be an empty one.
tags=$TAG
if [ -e "$FOLDER/rows.sql" ] && [ -z "$(awk '$NF > 0 { print "some"; exit }' "$FOLDER"/*.rows)" ]; then
    tags=$TAG,empty
fi
cd "${FOLDER%/*}" # with a relative path, a restore creates no parent folders
restic backup --quiet --host "$NAME" --tag "$tags" "${FOLDER##*/}"
echo "$NAME: saved as $tags"

# A failure here does not fail the backup: the next run tries again.
restic forget --quiet --host "$NAME" --group-by host,paths --keep-last 3 --keep-within-daily "${KEEP_DAYS}d" --keep-within-weekly "${KEEP_WEEK_DAYS}d" --prune ||
    echo "$NAME: could not delete old snapshots; the next run tries again"
