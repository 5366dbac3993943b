#!/usr/bin/env bash
# Inside a machine: removes all traces of k3s.
systemctl stop k3s-snapshot.timer k3s-snapshot k3s k3s-agent 2>/dev/null
systemctl disable -q k3s-snapshot.timer k3s k3s-agent 2>/dev/null
pkill -KILL -f '^/var/lib/rancher/k3s/data/' # only this machine's; the container of the pod ends with it
pkill -KILL -x sleep
while read -r path; do umount -l "$path"; done < <(awk '$2 ~ "^(/run/k3s|/var/lib/kubelet|/usr/local/bin)" { gsub(/\\040/, " ", $2); print $2 }' /proc/mounts)
ip link delete cni0 2>/dev/null
rm -rf /etc/rancher /var/lib/rancher /var/lib/kubelet /run/k3s* /usr/local/{bin,sbin,libexec}/{k3s,.k3s,kubectl,crictl,ctr}* \
    /etc/systemd/system/k3s* /etc/sysctl.d/95-k3s.conf* /etc/standin
echo 0 > /proc/sys/net/ipv4/ip_forward
date '+%F %T.%6N' > /opt/began # the tests read the journal from here
systemctl daemon-reload
systemctl reset-failed
true
