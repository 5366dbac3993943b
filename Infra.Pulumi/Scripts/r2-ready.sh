#!/usr/bin/env bash
# Waits until R2 knows a new access key: Cloudflare takes some seconds to tell all its machines. Changes nothing.
#
#   S3_ENDPOINT   https://ACCOUNT.r2.cloudflarestorage.com
#   stdin         KEY:SECRET
set -euo pipefail
export LC_ALL=C

die() { printf 'error: %s\n' "$*" >&2; exit 1; }

command -v curl >/dev/null || die "there is no curl on this machine; install it"
IFS= read -r user || [[ -n $user ]] || die "standard input holds no KEY:SECRET; correct the call"

# The key goes in as configuration: as an argument it would show in the process list.
printf 'user = "%s"\n' "$user" | curl --config - --aws-sigv4 aws:amz:auto:s3 --silent --show-error --fail --output /dev/null \
    --connect-timeout 10 --retry 30 --retry-delay 2 --retry-all-errors "$S3_ENDPOINT/" ||
    die "R2 does not accept the access key that Cloudflare has just made; is R2 switched on for this account (dashboard, R2)?"
