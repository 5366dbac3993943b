#!/usr/bin/env bash
# Puts files for the cluster (a HelmChartConfig for Traefik, say) where a k3s server applies them: at its start and at
# every change, without a restart. Run it before the first start and whenever they change. A file that is no longer asked
# for is deleted; what it created in the cluster stays, as k3s has it.
#
#   MANIFESTS   the files, one after the other, each after a line "#file NAME.yaml"; may be empty
set -euo pipefail
export LC_ALL=C

readonly data=/var/lib/rancher/k3s
declare -A text=()

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# put FILE: standard input becomes FILE by a rename: k3s watches the folder and must never apply half of it.
put() {
    local file=$1 new=$1.new
    if ! (umask 077 && cat >"$new" && sync "$new"); then
        rm -f "$new"
        die "cannot write $file (disk full or read-only); make room and run again"
    fi
    if cmp -s "$new" "$file"; then rm "$new"; else mv "$new" "$file"; fi
}

# Ours carry a prefix, which tells them from the packaged ones and from files that a person put there.
read_manifests() {
    local line name=''
    while IFS= read -r line; do
        if [[ $line == '#file '* ]]; then
            name=infra-${line#'#file '}
            [[ $name =~ ^infra-[a-z0-9.-]+\.yaml$ ]] ||
                die "\"${line#'#file '}\" is no name for a manifest; use lower case letters, digits, - and .yaml"
            text[$name]=''
        elif [[ -n $name ]]; then
            text[$name]+=$line$'\n'
        elif [[ -n ${line//[[:space:]]/} ]]; then
            die "MANIFESTS does not begin with \"#file NAME.yaml\" ($line); correct the call"
        fi
    done <<<"$MANIFESTS"
}

write_manifests() {
    local folder=$data/server/manifests file
    mkdir -p "$folder"
    chmod 0700 "$data/server" "$folder"
    for file in "${!text[@]}"; do put "$folder/$file" <<<"${text[$file]%$'\n'}"; done
    for file in "$folder"/infra-*; do
        if [[ -z ${text[${file##*/}]+wanted} ]]; then rm -f "$file"; fi
    done
}

read_manifests
write_manifests
