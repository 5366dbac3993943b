#!/usr/bin/env bash
# Stands beside each Vault as long as it runs: unseals it whenever it is sealed, if the keys are mounted, and makes it read
# its certificate again when that was renewed.
# shellcheck source=/dev/null disable=SC2034,SC2153,SC2154 # vault-api.sh has its own check
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

fingerprint() { cksum "$CERTIFICATE" 2>/dev/null || true; }

seen=$(fingerprint)
while [[ ${ROUNDS:-1} != 0 ]]; do
    # blocks while Vault is well, until it is sealed or patience runs out
    if wait_for 'sealedcode=200&uninitcode=503&standbycode=503&activecode=503'; then
        if [[ -s $KEYS_FOLDER/unseal-keys ]]; then
            keys=$(<"$KEYS_FOLDER/unseal-keys")
            if (unseal); then say "unsealed"; else say "could not unseal"; fi
        fi
        wait_for "$unsealed_state" || true # whoever unseals it
    fi

    if [[ $(fingerprint) != "$seen" ]]; then
        seen=$(fingerprint)
        say "the certificate was renewed"
        pkill -HUP -x vault || say "found no Vault to tell"
    fi

    [[ -z ${ROUNDS:-} ]] || ((ROUNDS -= 1)) || true
done
