#!/usr/bin/env bash
# Inside a machine: lists everything that the k3s scripts may change, in a comparable form.
cd /
find usr/local etc/rancher etc/systemd/system etc/sysctl.d ! -type d -printf '%p %m %l ' -exec sha256sum {} \; 2>/dev/null | sort
# The content differs between clusters.
find etc/rancher var/lib/rancher var/lib/kubelet -printf '%p %m\n' 2>/dev/null | grep -v '~$' | sort
for unit in k3s k3s-agent; do echo "$unit $(systemctl is-enabled $unit 2>&1) $(systemctl is-active $unit)"; done
systemctl --failed --no-legend
pgrep -c containerd-shim
grep -cE ' /run/k3s| /var/lib/kubelet' /proc/mounts
cat /proc/sys/net/ipv4/ip_forward
ip -br link show type bridge | cut -d' ' -f1
true
