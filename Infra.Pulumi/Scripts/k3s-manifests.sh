#!/usr/bin/env bash
# Writes manifests (for example a HelmChartConfig for Traefik) into the folder that a k3s server applies: at its start and at
# every change, without a restart. Run it before the first start and after every change. A file that is no longer listed is
# deleted. The objects that it created stay in the cluster: that is how k3s works.
#
#   MANIFESTS   the files, each after a line "#file NAME.yaml"; may be empty
set -euo pipefail
export LC_ALL=C

. lib.sh
. host.sh

readonly data=/var/lib/rancher/k3s
declare -A text=()

# The prefix distinguishes our files from packaged ones and from files added by hand.
read_manifests() {
    local line name=''
    while IFS= read -r line; do
        if [[ $line == '#file '* ]]; then
            name=infra-${line#'#file '}
            [[ $name =~ ^infra-[a-z0-9.-]+\.yaml$ ]] ||
                die "the manifest name is invalid (${line#'#file '}); use lower case letters, digits, - and .yaml"
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
    for file in "${!text[@]}"; do put "$folder/$file" 0600 <<<"${text[$file]%$'\n'}"; done
    for file in "$folder"/infra-*; do
        if [[ -z ${text[${file##*/}]+wanted} ]]; then rm -f "$file"; fi
    done
}

read_manifests
write_manifests
