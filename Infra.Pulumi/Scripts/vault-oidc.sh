#!/usr/bin/env bash
# Lets people sign in to Vault through single sign-on. CLIENT_SECRET is a file; DISCOVERY_URL the issuer; where the issuer's
# certificate is signed by nobody that the world trusts (TRUST=chain), Vault trusts the chain that it shows today.
# shellcheck source=/dev/null disable=SC2034,SC2153,SC2154 # vault-api.sh has its own check
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

wait_for "$unsealed_state" || die "no unsealed Vault at $VAULT_ADDR"
curl --silent --fail --insecure --output /dev/null --max-time 5 --retry "${PATIENCE:-120}" --retry-delay "${PAUSE:-2}" --retry-all-errors \
    "$DISCOVERY_URL/.well-known/openid-configuration" || die "no answer from $DISCOVERY_URL"

chain=""
if [[ ${TRUST:-} == chain ]]; then
    chain=$(curl --silent --insecure --output /dev/null --write-out '%{certs}' "$DISCOVERY_URL" | sed -n '/^-----BEGIN/,/^-----END/p')
fi

sign_in "$ROLE"
enable auth oidc oidc '"config":{"listing_visibility":"unauth"}'
must POST auth/oidc/config "$(jq -nc --rawfile secret "$CLIENT_SECRET" --arg url "$DISCOVERY_URL" --arg id "$CLIENT_ID" --arg chain "$chain" '{
    oidc_discovery_url: $url,
    oidc_discovery_ca_pem: $chain,
    oidc_client_id: $id,
    oidc_client_secret: ($secret | rtrimstr("\n")),
    default_role: "people"}')"
must POST auth/oidc/role/people "$(jq -nc --arg id "$CLIENT_ID" --argjson callbacks "$CALLBACKS" --argjson admins "$ADMINS" '{
    role_type: "oidc",
    user_claim: "email",
    bound_audiences: [$id],
    bound_claims: {email: $admins},
    allowed_redirect_uris: $callbacks,
    oidc_scopes: ["email", "profile"],
    token_policies: ["platform-administrator"],
    token_ttl: "1h",
    token_max_ttl: "12h"}')"
must POST auth/token/revoke-self
say "people sign in through $DISCOVERY_URL"
