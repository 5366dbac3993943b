#!/usr/bin/env bash
# Enables single sign-on for Vault. CLIENT_SECRET is a file, DISCOVERY_URL the issuer. With TRUST=chain, for an issuer without a
# publicly trusted certificate, Vault trusts the chain that the issuer presents now.
# shellcheck source=vault-api.sh
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

wait_for "$unsealed_state" || die "Vault is not unsealed at $VAULT_ADDR; see its log"
wait_for_url --insecure "$DISCOVERY_URL/.well-known/openid-configuration" ||
    die "no answer from $DISCOVERY_URL; see the log of the issuer"

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
say "enabled sign-in through $DISCOVERY_URL"
