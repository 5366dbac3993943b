#!/usr/bin/env bash
# Functions for Vault and Kubernetes. The other vault-*.sh source this file from their own folder.
# curl reads each secret, in a header or a body, from a descriptor: as an argument it would show in /proc.
# shellcheck disable=SC2034 # the callers read its variables
set -euo pipefail

. lib.sh

kube_account=${KUBE_ACCOUNT:-/var/run/secrets/kubernetes.io/serviceaccount}
kube_url=${KUBE_URL:-https://kubernetes.default.svc}
vault_token=""
status="" answer=""

# request URL CA METHOD HEADER TYPE BODY: sets $answer and $status
request() {
    local url=$1 ca=$2 method=$3 header=$4 type=$5 body=$6
    answer=$(printf '%s' "$body" | curl --silent --show-error --max-time 60 --cacert "$ca" --request "$method" \
        --header @<(printf '%s\nContent-Type: %s\n' "$header" "$type") --data-binary @- --write-out '\n%{http_code}' "$url") \
        || die "no answer to $method $url"
    status=${answer##*$'\n'}
    answer=${answer%$'\n'*}
}

# vault METHOD PATH [BODY]
vault() { request "$VAULT_ADDR/v1/$2" "$VAULT_CACERT" "$1" "X-Vault-Token: $vault_token" application/json "${3-}"; }

# must METHOD PATH [BODY]: ends the script if Vault refuses
must() {
    vault "$@"
    [[ $status == 2?? ]] || die "$1 $2: $status $(jq -r '(.errors // [.]) | join("; ")' <<<"$answer" 2>/dev/null || printf '%s' "$answer")"
}

# ask_kube METHOD PATH [BODY]
ask_kube() {
    local type=application/json
    [[ $1 != PATCH ]] || type=application/merge-patch+json
    request "$kube_url$2" "$kube_account/ca.crt" "$1" "Authorization: Bearer $(<"$kube_account/token")" "$type" "${3-}"
}

# kube METHOD PATH [BODY]: ends the script if Kubernetes refuses
kube() {
    ask_kube "$@"
    [[ $status == 2?? ]] || die "Kubernetes, $1 $2: $status $(jq -r '.message // .' <<<"$answer" 2>/dev/null || printf '%s' "$answer")"
}

# wait_for QUERY: waits until Vault's health, with the codes of QUERY, answers 200.
wait_for() { wait_for_url --cacert "$VAULT_CACERT" "$VAULT_ADDR/v1/sys/health?$1"; }

any_state='uninitcode=200&sealedcode=200&standbycode=200&activecode=200'
unsealed_state='standbyok=true&perfstandbyok=true'

read_seal() {
    vault GET sys/seal-status
    [[ $status == 200 ]] || die "sys/seal-status answered $status"
    initialized=$(jq -r .initialized <<<"$answer")
    sealed=$(jq -r .sealed <<<"$answer")
}

secret_path() { printf '/api/v1/namespaces/%s/secrets/%s' "$NAMESPACE" "$KEYS_SECRET"; }

# Reads the secret kept outside Vault: the phase of the initialisation, the unseal keys, and the root token until it is revoked.
read_keys() {
    kube GET "$(secret_path)"
    phase=$(jq -r '.data.phase // "" | @base64d' <<<"$answer")
    keys=$(jq -r '.data["unseal-keys"] // "" | @base64d' <<<"$answer")
    root_token=$(jq -r '.data["root-token"] // "" | @base64d' <<<"$answer")
}

unseal() {
    local key
    while read -r key; do
        # printf is a builtin: no process list shows the key
        must PUT sys/unseal "$(printf '{"key":"%s"}' "$key")"
    done <<<"$keys"
    read_seal
    [[ $sealed == false ]] ||
        die "the keys in the secret $KEYS_SECRET belong to another Vault and do not unseal this one; see docs/runbooks/vault.md"
}

# sign_in ROLE: signs in with the identity of this pod
sign_in() {
    vault POST auth/kubernetes/login "$(printf '{"role":"%s","jwt":"%s"}' "$1" "$(<"$VAULT_JWT")")"
    vault_token=$(jq -r '.auth.client_token // ""' <<<"$answer" 2>/dev/null || true)
    [[ -n $vault_token ]] || die "Vault refuses the role $1 ($status); see docs/runbooks/vault.md," \
        "'Vault no longer lets its own setup in'"
}

# has LIST NAME TYPE: whether sys/LIST has it; ends the script if it exists with another type
has() {
    must GET "sys/$1"
    local type
    type=$(jq -r --arg name "$2/" '(.data // .)[$name].type // ""' <<<"$answer")
    [[ -z $type || $type == "$3" ]] || die "$2/ has the type $type, not $3; move it away, this program does not"
    [[ -n $type ]]
}

# enable mounts|auth NAME TYPE [MORE-JSON]
enable() { has "$1" "$2" "$3" || must POST "sys/$1/$2" "{\"type\":\"$3\"${4:+,$4}}"; }
