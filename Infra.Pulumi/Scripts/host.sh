#!/usr/bin/env bash
# Shared by scripts that run as root on a host. Needs lib.sh. ScriptText replaces the line `. host.sh` with this text.

# cannot_write FILE: ends the script, after a failed write of FILE.new.
cannot_write() {
    local free
    free=$(df -h --output=avail "${1%/*}" | tail -n 1 | tr -d ' ')
    rm -f "$1.new"
    die "cannot write $1 ($free free); free some space and run again"
}

# put FILE MODE: writes standard input to FILE by a rename, so that a reader, or a power cut, never meets half a file.
# Sets `changed` if the file was different.
put() {
    local file=$1 mode=$2 new=$1.new
    mkdir -p "${file%/*}"
    (umask 077 && cat >"$new" && sync "$new") || cannot_write "$file"
    chmod "$mode" "$new"
    if cmp -s "$new" "$file" && [[ $(stat -c %a "$new") == "$(stat -c %a "$file")" ]]; then
        rm "$new"
        return
    fi
    mv "$new" "$file"
    # shellcheck disable=SC2034 # the caller reads it
    changed=1
}

need_guard() {
    command -v infra-guard >/dev/null ||
        die "the guard is not on this host (no /usr/local/sbin/infra-guard); run host-guard.sh first"
}
