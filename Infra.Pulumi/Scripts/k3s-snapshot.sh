#!/usr/bin/env bash
# Saves the datastore of a single server (SQLite) to an S3 bucket on a schedule, and once immediately to prove that it works.
# Servers with embedded etcd take their own snapshots (etcd-s3 in CONFIG of k3s-node.sh).
#
# A snapshot is a consistent copy of the database with the token, keys and certificates that a restore needs, encrypted before
# the upload. Objects are FOLDER/daily/... and on Sundays FOLDER/weekly/...; the bucket's lifecycle rules delete them.
# docs/runbooks/k3s.md explains the restore.
#
#   S3_ENDPOINT   https://ACCOUNT.r2.cloudflarestorage.com or https://s3.eu-central-1.amazonaws.com
#   S3_BUCKET     must exist
#   S3_REGION     auto for R2
#   S3_FOLDER     for example the stack's name
#   SCHEDULE      OnCalendar of systemd: *-*-* 03:17:00
#   stdin         one secret per line as KEY=value: access-key, secret-key, passphrase
set -euo pipefail
export LC_ALL=C

. lib.sh
. host.sh
. k3s.sh

readonly etc=/etc/rancher/k3s/snapshot

check() {
    local value
    [[ -f /var/lib/rancher/k3s/server/db/state.db ]] ||
        die "this host has no SQLite datastore (server/db/state.db is missing); embedded etcd takes its own snapshots (etcd-s3)"
    [[ $S3_ENDPOINT =~ ^https?://[A-Za-z0-9.:-]+$ ]] || die "the S3 endpoint is invalid ($S3_ENDPOINT); write https://HOST"
    for value in "$S3_BUCKET" "$S3_REGION" "$S3_FOLDER"; do
        # A character that a URL escapes would make the signature wrong.
        [[ $value =~ ^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$ ]] ||
            die "the bucket, region or folder is invalid ($value); use letters, digits, . _ -"
    done
    systemd-analyze calendar "$SCHEDULE" >/dev/null 2>&1 ||
        die "the schedule is invalid ($SCHEDULE); write one like *-*-* 03:17:00"
}

check_secrets() {
    local key
    for key in access-key secret-key passphrase; do
        [[ -n ${secret[$key]:-} ]] || die "$key is missing (no $key=... on standard input); correct the call"
    done
}

need_sqlite3() {
    command -v sqlite3 >/dev/null && return
    say 'installing sqlite3'
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get -qq update && apt-get -qq -y -o DPkg::Lock::Timeout=300 install sqlite3; } >&2; then
        die "cannot install sqlite3 (see above); install it on this host and run again"
    fi
}

place_settings() {
    mkdir -p "$etc"
    chmod 0700 /etc/rancher/k3s "$etc"
    put "$etc/passphrase" 0600 <<<"${secret[passphrase]}"
    printf '%s=%q\n' endpoint "$S3_ENDPOINT" bucket "$S3_BUCKET" region "$S3_REGION" folder "$S3_FOLDER" \
        access_key "${secret[access-key]}" secret_key "${secret[secret-key]}" | put "$etc/settings" 0600
}

place_program() {
    put /usr/local/sbin/k3s-snapshot 0700 <<'PROGRAM'
#!/usr/bin/env bash
# Saves k3s's SQLite datastore to S3. Written by k3s-snapshot.sh; runs as k3s-snapshot.service.
set -euo pipefail
export LC_ALL=C
umask 077

readonly server=/var/lib/rancher/k3s/server etc=/etc/rancher/k3s/snapshot work=/var/lib/rancher/k3s-snapshot
# shellcheck source=/dev/null
source "$etc/settings"

digest() { sha256sum | cut -c 1-64; }
bytes() { local i; for ((i = 0; i < ${#1}; i += 2)); do printf '%b' "\\x${1:i:2}"; done; } # from hexadecimal digits
hex() { printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n'; }

# hmac KEY TEXT: HMAC-SHA256 with a hexadecimal key. openssl would need the key on its command line.
hmac() {
    local key=$1 byte inner='' outer='' i
    ((${#key} <= 128)) || key=$(bytes "$key" | digest)
    for ((i = 0; i < 128; i += 2)); do
        byte=${key:i:2}
        printf -v byte '\\x%02x\\x%02x' $((16#${byte:-0} ^ 0x36)) $((16#${byte:-0} ^ 0x5c))
        inner+=${byte:0:4} outer+=${byte:4}
    done
    inner=$({ printf '%b' "$inner"; printf '%s' "$2"; } | digest)
    { printf '%b' "$outer"; bytes "$inner"; } | digest
}

# upload FILE NAME: a PUT with AWS signature 4 over the content, so that the store refuses altered data.
upload() {
    local sum time scope key part request signed answer
    local path=/$bucket/$2 headers='host;x-amz-content-sha256;x-amz-date'
    sum=$(digest <"$1") time=$(date -u +%Y%m%dT%H%M%SZ)
    scope=${time%T*}/$region/s3/aws4_request
    printf -v request 'PUT\n%s\n\nhost:%s\nx-amz-content-sha256:%s\nx-amz-date:%s\n\n%s\n%s' \
        "$path" "${endpoint#*://}" "$sum" "$time" "$headers" "$sum"
    key=$(hex "AWS4$secret_key")
    for part in "${time%T*}" "$region" s3 aws4_request; do key=$(hmac "$key" "$part"); done
    printf -v request 'AWS4-HMAC-SHA256\n%s\n%s\n%s' "$time" "$scope" "$(printf '%s' "$request" | digest)"
    signed="Credential=$access_key/$scope, SignedHeaders=$headers, Signature=$(hmac "$key" "$request")"
    answer=$(curl --silent --show-error --connect-timeout 15 --max-time 900 --retry 3 --write-out '%{http_code}' \
        --upload-file "$1" --config - "$endpoint$path" <<HEADERS
header = "x-amz-content-sha256: $sum"
header = "x-amz-date: $time"
header = "Authorization: AWS4-HMAC-SHA256 $signed"
HEADERS
    )
    if [[ $answer != *200 ]]; then
        echo "error: $endpoint refused $path (${answer//$'\n'/ }); check bucket and keys" >&2
        exit 1
    fi
}

trap 'rm -rf "$work"' EXIT
rm -rf "$work"
mkdir -p "$work/server/db"
sqlite3 -cmd '.timeout 30000' "$server/db/state.db" ".backup '$work/server/db/state.db'"
[[ $(sqlite3 "$work/server/db/state.db" 'pragma integrity_check') == ok ]] || { echo 'error: the copy is damaged' >&2; exit 1; }
cp -a "$server/token" "$server/tls" "$server/cred" "$work/server/"
tar -C "$work" -cz server |
    openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -pass "file:$etc/passphrase" -out "$work/snapshot"
kind=daily
[[ $(date -u +%u) != 7 ]] || kind=weekly
name=$folder/$kind/$(uname -n)-$(date -u +%Y%m%dT%H%M%SZ).tar.gz.enc
upload "$work/snapshot" "$name"
echo "saved $name"
PROGRAM
}

place_units() {
    put /etc/systemd/system/k3s-snapshot.service 0644 <<'SERVICE'
[Unit]
Description=Save the datastore of k3s to the object store
After=network-online.target k3s.service
Wants=network-online.target

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/k3s-snapshot
PrivateTmp=yes
Nice=10
SERVICE
    put /etc/systemd/system/k3s-snapshot.timer 0644 <<TIMER
[Unit]
Description=Save the datastore of k3s to the object store

[Timer]
OnCalendar=$SCHEDULE
Persistent=true

[Install]
WantedBy=timers.target
TIMER
    systemctl daemon-reload
    systemctl enable --quiet k3s-snapshot.timer
    systemctl restart k3s-snapshot.timer
}

lock_host
check
read_secrets k3s-snapshot.sh access-key secret-key passphrase
check_secrets
need_sqlite3
place_settings
place_program
place_units
systemctl start k3s-snapshot.service ||
    die "the first snapshot failed ($(journalctl --unit k3s-snapshot -n 20 --output cat --no-pager | grep error | tail -1));" \
        "correct it and run again"
