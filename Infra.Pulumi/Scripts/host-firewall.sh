#!/usr/bin/env bash
# Sets the firewall for IPv4 and IPv6: everything not allowed below is dropped. New rules are on probation until host-confirm.sh.
#   SSH_PORT ROLLBACK_SECONDS
#   SSH_ACCESS API_ACCESS   anywhere (with a rate limit per source) | none | networks
#   CLOUDFLARE_RANGES ADMIN_NETWORKS   networks that can reach ports 80 and 443
#   NODE_ADDRESSES   the other machines of the cluster
set -euo pipefail
export LC_ALL=C
umask 022

. lib.sh
. host.sh

need_guard
command -v nft >/dev/null || die "nftables is not on this host (no nft); run host-packages.sh first"

refused=0
# check_networks VARIABLE: each of its words must be an address or a network.
check_networks() {
    local word
    for word in ${!1}; do
        if [[ ! $word =~ ^([0-9]{1,3}(\.[0-9]{1,3}){3}(/[0-9]{1,2})?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/[0-9]{1,3})?)$ ]] \
            || ! nft_accepts "$word"; then
            say "error: $1 has an invalid network ($word); write an address or a network like 203.0.113.0/24 or 2001:db8::/32"
            refused=1
        fi
    done
}
nft_accepts() {
    local type=ipv4_addr
    [[ $1 != *:* ]] || type=ipv6_addr
    nft -c -f - 2>/dev/null <<< "table inet t { set s { type $type; flags interval; elements = { $1 }; }; }"
}

# allow "NETWORKS" RULE: prints one line for each IP version with networks.
allow() {
    local word v4='' v6=''
    for word in $1; do
        if [[ $word == *:* ]]; then v6+="$word, "; else v4+="$word, "; fi
    done
    [[ -z $v4 ]] || echo "        ip saddr { ${v4%, } } $2"
    [[ -z $v6 ]] || echo "        ip6 saddr { ${v6%, } } $2"
}

# access "ANYWHERE|NONE|NETWORKS" PORT NOUN
access() {
    case $1 in
        none) ;;
        anywhere) echo "        tcp dport $2 jump $3" ;;
        *) allow "$1" "tcp dport $2 accept" ;;
    esac
}

# limit NOUN RATE: drops a source that opens connections faster, until it slows down. An IPv6 source is a /64, the size that one
# customer gets. When the set is full, new sources pass: a limit must not lock everyone out.
limit() {
    cat <<RULES
    set $1_v4 { type ipv4_addr; size 65535; flags dynamic, timeout; timeout 2m; }
    set $1_v6 { type ipv6_addr; size 65535; flags dynamic, timeout; timeout 2m; }
    chain $1 {
        add @$1_v4 { ip saddr limit rate over $2 } drop
        add @$1_v6 { ip6 saddr and ffff:ffff:ffff:ffff:: limit rate over $2 } drop
        accept
    }
RULES
}

# The rules match before the destination is rewritten (priority mangle comes before dstnat): traffic to a LoadBalancer service
# reaches pods through the DNAT of kube-proxy and the CNI and the forward hook, and an input chain would never see it.
# For the same reason an accept here only passes the packet on to k3s's own rules.
rules() {
    cat <<RULES
# Written by host-firewall.sh: changes by hand are lost. The first two lines make a reload replace the table.
table inet infra
delete table inet infra
table inet infra {
$(limit ssh '30/minute burst 60 packets')
$(limit api '300/minute burst 300 packets')
    chain edge {
        type filter hook prerouting priority mangle; policy drop;
        iifname "lo" accept
        iifname { "cni0", "flannel.1", "flannel-v6.1", "flannel-wg", "flannel-wg-v6" } accept
        ct state established,related accept
        # Neighbour discovery, multicast and DHCP are no connections, and without them a host loses its addresses.
        icmpv6 type { nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, nd-redirect } ip6 hoplimit 255 accept
        icmpv6 type { mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report } accept
        udp sport 67 udp dport 68 accept
        ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept
        ct state invalid drop
        # Otherwise a neighbour in the provider's network could route packets to the pods through this host.
        fib daddr type != local drop
        icmp type echo-request limit rate 50/second accept
        icmpv6 type echo-request limit rate 50/second accept
$(allow "$NODE_ADDRESSES" 'jump node')
$(allow "$CLOUDFLARE_RANGES $ADMIN_NETWORKS" 'tcp dport { 80, 443 } accept')
$(access "$SSH_ACCESS" "$SSH_PORT" ssh)
$(access "$API_ACCESS" 6443 api)
        counter comment "dropped"
    }
    chain node {
        tcp dport { 443, 2379-2380, 6443, 10250 } accept
        udp dport { 8472, 51820 } accept
    }
}
RULES
}

[[ $SSH_PORT =~ ^[0-9]{1,5}$ ]] || die "SSH_PORT is not a port ($SSH_PORT); write the number of the port that sshd listens on"
for variable in CLOUDFLARE_RANGES ADMIN_NETWORKS NODE_ADDRESSES SSH_ACCESS API_ACCESS; do
    [[ $variable == *_ACCESS && ${!variable} =~ ^(anywhere|none)$ ]] || check_networks "$variable"
done
for variable in SSH_ACCESS API_ACCESS; do
    if [[ -z ${!variable} ]]; then
        say "error: $variable is empty; write anywhere, none, or networks"
        refused=1
    fi
done
[[ $refused == 0 ]] || exit 1

wanted=$(rules | grep -v '^$')
problems=$(nft -c -f - <<< "$wanted" 2>&1) \
    || die "nftables refuses the rules ($(paste -sd ' ' <<< "$problems")); nothing was changed, correct the networks"
infra-guard install firewall "$ROLLBACK_SECONDS" <<< "$wanted"
