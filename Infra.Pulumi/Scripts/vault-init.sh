#!/usr/bin/env bash
# Takes Vault from whatever state it is in to unsealed, initialising it once. May die at any line and run again.
# shellcheck source=/dev/null disable=SC2034,SC2153,SC2154 # vault-api.sh has its own check
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

# keep JSON: merges into the secret that is kept outside Vault
keep() { kube PATCH "$(secret_path)" "$1"; }

# each_pod ACTION…: for every pod that is there, with the pod in $answer
each_pod() {
    local i
    for ((i = 0; i < REPLICAS; i++)); do
        pod="/api/v1/namespaces/$NAMESPACE/pods/$RELEASE-$i"
        ask_kube GET "$pod"
        [[ $status == 404 ]] || "$@"
    done
}

delete() { ask_kube DELETE "$pod"; }

delete_outdated() {
    if [[ $(jq -r '.metadata.labels["controller-revision-hash"]' <<<"$answer") != "$1" ]]; then
        say "replacing ${pod##*/}, which is outdated"
        delete
    fi
}

# Helm leaves running pods alone (updateStrategyType OnDelete), for it would wait until somebody has unsealed them.
replace_outdated_pods() {
    kube GET "/apis/apps/v1/namespaces/$NAMESPACE/statefulsets/$RELEASE"
    each_pod delete_outdated "$(jq -r '.status.updateRevision // ""' <<<"$answer")"
}

initialise() {
    [[ -z $keys && $phase != initialised && $phase != ready ]] || die "Vault is empty, yet the secret $KEYS_SECRET knows an" \
        "earlier one. Restore the database (docs/runbooks/vault.md), or, if what that Vault held may be lost, forget it:" \
        "kubectl -n $NAMESPACE patch secret $KEYS_SECRET --type merge -p '{\"data\":null}'"
    say "initialising"
    keep '{"stringData":{"phase":"initialising"}}'
    local shares='{"secret_shares":'$SHARES',"secret_threshold":'$THRESHOLD'}'
    [[ $SEAL != aws-kms ]] || shares='{"recovery_shares":'$SHARES',"recovery_threshold":'$THRESHOLD'}'
    must PUT sys/init "$shares"
    jq -e .root_token <<<"$answer" >/dev/null || die "the answer of the initialisation is cut short"
    keep "$(jq -c '{stringData: {
        phase: "initialised",
        "unseal-keys": ((.recovery_keys_base64 // []) + (.keys_base64 // []) | join("\n")),
        "root-token": .root_token}}' <<<"$answer")"
    read_keys
}

# Vault tells its keys once. Where that answer was lost nobody holds a key or a token, so nothing was stored, and the way on is
# to start again: vault-storage.sh empties the tables before the next Vault starts.
start_again() {
    say "the answer of the last initialisation was lost; restarting Vault on an empty storage"
    keep '{"stringData":{"phase":"lost"}}'
    each_pod delete
    wait_for 'uninitcode=200&sealedcode=503&standbycode=503&activecode=503' || die "Vault did not come back empty"
    read_seal
}

replace_outdated_pods
wait_for "$any_state" || die "no answer from $VAULT_ADDR"
read_keys
read_seal

if [[ $initialized == true && -z $keys && ($phase == initialising || $phase == lost) ]]; then
    start_again
fi
[[ $initialized == true ]] || initialise
read_seal

if [[ $sealed == true && $SEAL != aws-kms ]]; then
    [[ -n $keys ]] || die "Vault is sealed and its keys are not here. Unseal it, $THRESHOLD times with different keys:" \
        "kubectl -n $NAMESPACE exec -it $RELEASE-0 -c vault -- vault operator unseal"
    unseal
fi
wait_for "$unsealed_state" || die "Vault stays sealed; its log says why: kubectl -n $NAMESPACE logs $RELEASE-0 -c vault"
say "unsealed"
