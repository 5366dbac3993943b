#!/usr/bin/env bash
# Waits until R2 accepts a new access key: Cloudflare takes some seconds to distribute it. Changes nothing.
#
#   S3_ENDPOINT   https://ACCOUNT.r2.cloudflarestorage.com
#   stdin         KEY:SECRET
set -euo pipefail
export LC_ALL=C

. lib.sh

command -v curl >/dev/null || die "curl is missing on this machine; install it"
IFS= read -r user || [[ -n $user ]] || die "standard input has no KEY:SECRET; correct the call"

# The key goes over standard input: as an argument it would show in the process list.
printf 'user = "%s"\n' "$user" | curl --config - --aws-sigv4 aws:amz:auto:s3 --silent --show-error --fail --output /dev/null \
    --connect-timeout 10 --retry 30 --retry-delay 2 --retry-all-errors "$S3_ENDPOINT/" ||
    die "R2 does not accept the new access key; check that R2 is enabled for this account (dashboard, R2)"
