#!/usr/bin/env bash
# Initialises Vault once, and unseals it from any state. May be interrupted and run again.
# shellcheck source=vault-api.sh
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

# keep JSON: merges JSON into the secret kept outside Vault
keep() { kube PATCH "$(secret_path)" "$1"; }

# each_pod ACTION...: runs the action for each existing pod, with the pod in $answer
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
        say "replacing the outdated ${pod##*/}"
        delete
    fi
}

# Helm does not replace running pods (updateStrategyType OnDelete), since it would wait for them to be unsealed.
replace_outdated_pods() {
    kube GET "/apis/apps/v1/namespaces/$NAMESPACE/statefulsets/$RELEASE"
    each_pod delete_outdated "$(jq -r '.status.updateRevision // ""' <<<"$answer")"
}

initialise() {
    [[ -z $keys && $phase != initialised && $phase != ready ]] || die "Vault is empty, but the secret $KEYS_SECRET belongs to" \
        "an earlier one. Restore the database (docs/runbooks/vault.md), or delete the keys if that Vault's data may be lost:" \
        "kubectl -n $NAMESPACE patch secret $KEYS_SECRET --type merge -p '{\"data\":null}'"
    say "initialising"
    keep '{"stringData":{"phase":"initialising"}}'
    # shellcheck disable=SC2153 # comes from the environment
    local shares='{"secret_shares":'$SHARES',"secret_threshold":'$THRESHOLD'}'
    [[ $SEAL != aws-kms ]] || shares='{"recovery_shares":'$SHARES',"recovery_threshold":'$THRESHOLD'}'
    must PUT sys/init "$shares"
    jq -e .root_token <<<"$answer" >/dev/null || die "the answer to the initialisation is incomplete; run again"
    keep "$(jq -c '{stringData: {
        phase: "initialised",
        "unseal-keys": ((.recovery_keys_base64 // []) + (.keys_base64 // []) | join("\n")),
        "root-token": .root_token}}' <<<"$answer")"
    read_keys
}

# Vault returns its keys once. If that answer was lost, no key or token exists anywhere, so Vault stored nothing: start again.
# vault-storage.sh empties the tables before the next Vault starts.
start_again() {
    say "the answer to the last initialisation was lost; restarting Vault on an empty storage"
    keep '{"stringData":{"phase":"lost"}}'
    each_pod delete
    wait_for 'uninitcode=200&sealedcode=503&standbycode=503&activecode=503' ||
        die "Vault did not restart with an empty storage; see its log"
    read_seal
}

replace_outdated_pods
wait_for "$any_state" || die "no answer from $VAULT_ADDR; see the log of Vault"
read_keys
read_seal

if [[ $initialized == true && -z $keys && ($phase == initialising || $phase == lost) ]]; then
    start_again
fi
[[ $initialized == true ]] || initialise
read_seal

if [[ $sealed == true && $SEAL != aws-kms ]]; then
    [[ -n $keys ]] || die "Vault is sealed and its keys are not in the cluster. Unseal it," \
        "$THRESHOLD times with different keys: kubectl -n $NAMESPACE exec -it $RELEASE-0 -c vault -- vault operator unseal"
    unseal
fi
wait_for "$unsealed_state" || die "Vault stays sealed; see its log: kubectl -n $NAMESPACE logs $RELEASE-0 -c vault"
say "unsealed"
