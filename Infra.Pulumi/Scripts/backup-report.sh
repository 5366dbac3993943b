#!/bin/sh
# Sends the time of the latest dump and the latest proof of each repository to the metrics collector.
# POSIX sh: the image of restic has no bash.
#
#   RESTIC_PASSWORD AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY   credentials of the repositories
#   STORE NAMES   their base address (s3:https://HOST/BUCKET) and names, separated by spaces
#   OTLP          the address of the collector
set -eu

. lib.sh

tmp=${TMPDIR:-/tmp}

# newest TAG: prints the Unix time of the latest snapshot with the tag. Without one, that of the oldest snapshot: a proof has been
# due since then.
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
        say "error: cannot open the repository of $name: $(tail -1 "$tmp/restic.log")"
        failed=1 # the collector keeps the last value, which gets older
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
