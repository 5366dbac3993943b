#!/bin/sh
# Puts a folder into a restic repository, encrypted, and lets go of what is too old. POSIX sh: the image of restic has no bash.
#
#   RESTIC_REPOSITORY RESTIC_PASSWORD AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY   where to
#   FOLDER                    what
#   NAME                      whose it is; restic's word for that is host
#   TAG                       dump | proof; a dump of tables that are all empty is tagged `empty` as well
#   KEEP_DAYS KEEP_WEEK_DAYS  for how many days one a day and one a week are kept
#   PATIENCE                  seconds until an object store counts as gone
set -eu
tmp=${TMPDIR:-/tmp}
: "${PATIENCE:=600}"

say() { echo "$NAME: $*"; }

# Whether there is a repository cannot be told from one that does not open, but making one never harms one that is there.
if ! timeout "$PATIENCE" restic --no-lock cat config >"$tmp/restic.log" 2>&1; then
    timeout "$PATIENCE" restic init >"$tmp/restic-init.log" 2>&1 || {
        echo "error: the repository of $NAME does not open ($(tail -1 "$tmp/restic.log")), and there cannot be a new one ($(tail -1 "$tmp/restic-init.log"))" >&2
        exit 1
    }
    say "made a repository"
fi
restic unlock >/dev/null # of what is dead: on this machine, or for half an hour

# Who starts anew on an empty server must not find that emptiness is the newest that there is.
tags=$TAG
if [ -e "$FOLDER/rows.sql" ] && [ -z "$(awk '$NF > 0 { print "some"; exit }' "$FOLDER"/*.rows)" ]; then
    tags=$TAG,empty
fi
cd "${FOLDER%/*}" # a relative path comes back without the folders above it, which belong to others
restic backup --quiet --host "$NAME" --tag "$tags" "${FOLDER##*/}"
say "saved as $tags"

# What was saved is saved; what is too old goes at the next time.
restic forget --quiet --host "$NAME" --group-by host,paths --keep-last 3 --keep-within-daily "${KEEP_DAYS}d" --keep-within-weekly "${KEEP_WEEK_DAYS}d" --prune ||
    say "could not let go of what is old; the next run will"
