#!/bin/sh
# Tells the collector how old the newest dump and the newest proof of each repository are, from what is in the repositories.
# POSIX sh: the image of restic has no bash.
#
#   RESTIC_PASSWORD AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY   how to read them
#   STORE NAMES   where they are (s3:https://HOST/BUCKET), and which, separated by spaces
#   OTLP          where metrics are taken
set -eu
tmp=${TMPDIR:-/tmp}

# Seconds since 1970 of the newest with a tag; without a proof, those of the oldest dump: from then on one was due.
newest() {
    jq -r --arg tag "$1" '
        def seconds: sub("\\.[0-9]+"; "") | fromdateiso8601;
        map(select(.tags | index($tag)).time | seconds) as $have
        | if ($have | length) > 0 then $have | max else (map(.time | seconds) | min) // 0 end' "$tmp/snapshots"
}

now=$(date +%s)
points='' failed=0
for name in $NAMES; do
    restic --no-lock --repo "$STORE/$name" snapshots --host "$name" --json >"$tmp/snapshots" 2>"$tmp/restic.log" || {
        echo "error: the repository of $name does not open: $(tail -1 "$tmp/restic.log")" >&2
        failed=1 # what was told before stays, and ages
        continue
    }
    for tag in dump proof; do
        point="{\"timeUnixNano\":\"${now}000000000\",\"asDouble\":$(newest $tag),\"attributes\":[
            {\"key\":\"store\",\"value\":{\"stringValue\":\"$name\"}},{\"key\":\"kind\",\"value\":{\"stringValue\":\"$tag\"}}]}"
        points=${points:+$points,}$point
    done
done

wget -q -O /dev/null --header 'content-type: application/json' --post-data "{\"resourceMetrics\":[{
    \"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"backups\"}}]},
    \"scopeMetrics\":[{\"scope\":{\"name\":\"infra\"},\"metrics\":[{\"name\":\"infra.backup.time\",\"unit\":\"s\",\"gauge\":{\"dataPoints\":[$points]}}]}]}]}" \
    "$OTLP/v1/metrics"
exit "$failed"
