# Inside a machine: all that the k3s scripts leave behind, in a form that two runs can be compared by.
cd /
find usr/local etc/rancher etc/systemd/system etc/sysctl.d ! -type d -printf '%p %m %l ' -exec sha256sum {} \; 2>/dev/null | sort
# What is in there differs from cluster to cluster.
find etc/rancher var/lib/rancher var/lib/kubelet -printf '%p %m\n' 2>/dev/null | grep -v '~$' | sort
for unit in k3s k3s-agent; do echo "$unit $(systemctl is-enabled $unit 2>&1) $(systemctl is-active $unit)"; done
systemctl --failed --no-legend
pgrep -c containerd-shim
grep -cE ' /run/k3s| /var/lib/kubelet' /proc/mounts
cat /proc/sys/net/ipv4/ip_forward
ip -br link show type bridge | cut -d' ' -f1
true
