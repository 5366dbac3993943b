#!/usr/bin/env bash
# Makes an unsealed Vault what the files say: audit, engines, sign-in, policies (POLICIES/*.hcl) and roles (ROLES/*.json).
# Everything is written whole each time, so a half-made Vault and a finished one take the same path. The first run uses the
# root token, and revokes it when all stands; later ones sign in as the role that the first run made.
# shellcheck source=/dev/null disable=SC2034,SC2153,SC2154 # vault-api.sh has its own check
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

open_vault() {
    read_keys
    vault_token=$root_token
    if [[ -n $root_token ]]; then
        vault GET auth/token/lookup-self
        [[ $status != 200 ]] || return 0
        vault_token="" # revoked by a run that died before it could say so
    fi
    sign_in "$ROLE"
}

# What stands no longer in the files goes. Names that others gave are theirs: only our prefixes are looked at.
prune() { # prune LIST-PATH DELETE-PATH FOLDER SUFFIX
    vault LIST "$1"
    [[ $status != 404 ]] || return 0
    [[ $status == 200 ]] || die "LIST $1: $status"
    local name
    while read -r name; do
        [[ -z $name || -e $3/$name$4 ]] || must DELETE "$2/$name"
    done < <(jq -r '.data.keys[] | select(test("^(read|write|app|platform)-"))' <<<"$answer")
}

open_vault

enable audit stdout file '"options":{"file_path":"stdout"}'
enable mounts kv kv '"options":{"version":"2"}'
enable auth kubernetes kubernetes
must POST auth/kubernetes/config '{"kubernetes_host":"https://kubernetes.default.svc"}'

for file in "$POLICIES"/*.hcl; do
    name=$(basename "$file" .hcl)
    must PUT "sys/policies/acl/$name" "$(jq -Rs '{policy: .}' "$file")"
done
for file in "$ROLES"/*.json; do
    must POST "auth/kubernetes/role/$(basename "$file" .json)" "$(<"$file")"
done
prune auth/kubernetes/role auth/kubernetes/role "$ROLES" .json
prune sys/policies/acl sys/policies/acl "$POLICIES" .hcl

# Last, for until here a dead run needs the root token to go on.
must POST auth/token/revoke-self
if [[ -n $root_token ]]; then
    kube PATCH "$(secret_path)" '{"data":{"root-token":null},"stringData":{"phase":"ready"}}'
    say "the root token is revoked"
fi
say "ready"
