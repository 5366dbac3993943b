#!/usr/bin/env bash
# Runs beside each Vault: unseals it whenever it is sealed, if the keys are mounted, and makes it reload a renewed certificate.
# shellcheck source=vault-api.sh
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

fingerprint() { cksum "$CERTIFICATE" 2>/dev/null || true; }

seen=$(fingerprint)
while [[ ${ROUNDS:-1} != 0 ]]; do
    # blocks until Vault is sealed, or until the retries end
    if wait_for 'sealedcode=200&uninitcode=503&standbycode=503&activecode=503'; then
        if [[ -s $KEYS_FOLDER/unseal-keys ]]; then
            keys=$(<"$KEYS_FOLDER/unseal-keys")
            if (unseal); then say "unsealed"; else say "cannot unseal"; fi
        fi
        wait_for "$unsealed_state" || true # another process may unseal it
    fi

    if [[ $(fingerprint) != "$seen" ]]; then
        seen=$(fingerprint)
        say "reloading the renewed certificate"
        pkill -HUP -x vault || say "no Vault process found"
    fi

    [[ -z ${ROUNDS:-} ]] || ((ROUNDS -= 1)) || true
done
