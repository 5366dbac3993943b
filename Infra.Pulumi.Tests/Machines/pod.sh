#!/usr/bin/env bash
# Inside a machine: creates a pod behind a bridge, and forwards port 80 of the host to it with rules like those of kube-proxy and
# the CNI's portmap.
set -euo pipefail
sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
ip link add cni0 type bridge
ip addr add 10.42.0.1/24 dev cni0
ip addr add fd42::1/64 dev cni0 nodad
ip link set cni0 up
ip netns add pod
ip link add veth0 type veth peer name eth0 netns pod
ip link set veth0 master cni0 up
ip link set veth0 type bridge_slave hairpin on # a pod may connect to itself through a service
ip -n pod addr add 10.42.0.9/24 dev eth0
ip -n pod addr add fd42::9/64 dev eth0 nodad
ip -n pod link set eth0 up
ip -n pod link set lo up
ip -n pod route add default via 10.42.0.1
ip -n pod route add default via fd42::1
ip netns exec pod python3 /opt/listen.py tcp/8080
nft -f - <<'RULES'
table inet portmap {
    chain inbound {
        type nat hook prerouting priority dstnat;
        fib daddr type local meta nfproto ipv4 tcp dport 80 dnat ip to 10.42.0.9:8080
        fib daddr type local meta nfproto ipv6 tcp dport 80 dnat ip6 to [fd42::9]:8080
    }
    chain outbound {
        type nat hook postrouting priority srcnat;
        ct status dnat masquerade
    }
}
RULES
