#!/usr/bin/env bash
# Configures an unsealed Vault from files: audit, engines, sign-in, policies (POLICIES/*.hcl) and roles (ROLES/*.json).
# Every run writes everything, so that a partly configured Vault needs no special case. The first run uses the root token and
# revokes it at the end. Later runs sign in with the role that the first run created.
# shellcheck source=vault-api.sh
. "$(dirname "${BASH_SOURCE[0]}")/vault-api.sh"

open_vault() {
    read_keys
    vault_token=$root_token
    if [[ -n $root_token ]]; then
        vault GET auth/token/lookup-self
        [[ $status != 200 ]] || return 0
        vault_token="" # already revoked by a run that was interrupted before it recorded that
    fi
    sign_in "$ROLE"
}

# prune LIST-PATH DELETE-PATH FOLDER SUFFIX: deletes entries without a file that have one of our prefixes.
prune() {
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

# Last: until here an interrupted run needs the root token to continue.
must POST auth/token/revoke-self
if [[ -n $root_token ]]; then
    kube PATCH "$(secret_path)" '{"data":{"root-token":null},"stringData":{"phase":"ready"}}'
    say "revoked the root token"
fi
say "ready"
