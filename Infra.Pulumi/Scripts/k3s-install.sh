#!/usr/bin/env bash
# Installs the pinned k3s on this host: the verified binary, the kernel settings that its kubelet requires and the systemd
# unit. It starts and restarts nothing. k3s-node.sh does that once the configuration is complete.
#
#   ROLE           server | agent
#   K3S_VERSION    exact, like v1.36.4+k3s1
#   DOWNLOAD_URL   the folder that holds k3s and k3s-arm64
#   SHA256_AMD64   of k3s
#   SHA256_ARM64   of k3s-arm64
#   UPGRADE        true: replaces another installed version; false: keeps it (the upgrade controller manages it)
#   stdout         the installed version
set -euo pipefail
export LC_ALL=C

. lib.sh
. host.sh
. k3s.sh

readonly bin=/usr/local/bin fingerprint=/usr/local/libexec/k3s-fingerprint

unit() { if [[ $ROLE == server ]]; then echo k3s; else echo k3s-agent; fi; }

check_role() {
    [[ $ROLE == server || $ROLE == agent ]] || die "ROLE is $ROLE; set server or agent"
    local other=k3s
    [[ $ROLE == agent ]] || other=k3s-agent
    [[ ! -e /etc/systemd/system/$other.service ]] ||
        die "this host already has the other role ($other.service exists); remove the node and uninstall k3s first"
}

# Prints the version of a binary, or nothing: "k3s version v1.36.4+k3s1 (4dedb15b)".
version_of() { "$1" --version 2>/dev/null | sed -n 's/^k3s version \(v[^ ]*\).*/\1/p' || true; }
minor() { local v=${1#v*.}; echo "${v%%.*}"; }

# Kubernetes supports neither a downgrade across a minor version nor an upgrade that skips one.
check_step() {
    local from=$1 have want
    have=$(minor "$from") want=$(minor "$K3S_VERSION")
    ((want >= have)) ||
        die "k3s cannot be downgraded across a minor version ($from to $K3S_VERSION); set v1.$have or newer"
    ((want <= have + 1)) ||
        die "k3s cannot skip a minor version ($from to $K3S_VERSION); upgrade to v1.$((have + 1)) first"
}

asset() {
    case $(uname -m) in
        x86_64) echo "k3s $SHA256_AMD64" ;;
        aarch64) echo "k3s-arm64 $SHA256_ARM64" ;;
        *) die "k3s is pinned for amd64 and arm64 only (this is $(uname -m)); use another host" ;;
    esac
}

is() { [[ -f $2 ]] && sha256sum --status --check <<<"$1  $2"; }

download() {
    local url=$1 sha=$2 new=$3 code=0
    command -v curl >/dev/null || die "curl is missing; run apt-get install curl ca-certificates"
    say "downloading $url"
    curl --fail --location --silent --show-error --proto '=https,http' --retry 2 --connect-timeout 15 --speed-limit 1000 \
        --speed-time 30 --max-time 900 --output "$new" "$url" || code=$?
    case $code in
        0) ;;
        23) die "not enough space for the k3s binary ($(df --output=avail -h "$bin" | tail -1 | tr -d ' ') free in $bin);" \
                "free 100 MB and run again" ;;
        18) die "the download of $url was cut off (curl's exit code 18); run again" ;;
        22) die "$url was not found (curl's exit code 22); check version and address" ;;
        *) die "cannot download $url (curl's exit code $code); check this host's network, DNS and firewall" ;;
    esac
    is "$sha" "$new" ||
        die "$url is not the pinned file (sha256 is $(sha256sum <"$new" | cut -c1-64), pinned is $sha); check the catalogue"
}

place_binary() {
    local name sha installed new=$bin/.k3s.new
    read -r name sha < <(asset) || exit 1 # asset printed the error
    installed=$(version_of "$bin/k3s")
    if is "$sha" "$bin/k3s"; then return; fi
    if [[ -n $installed ]]; then
        if [[ $UPGRADE == false ]]; then say "keeping k3s $installed"; return; fi
        check_step "$installed"
    fi
    # shellcheck disable=SC2064 # the current value is wanted
    trap "rm -f '$new'" EXIT
    download "$DOWNLOAD_URL/$name" "$sha" "$new"
    chmod 0755 "$new"
    [[ $(version_of "$new") == "$K3S_VERSION" ]] ||
        die "the checksum belongs to another version ($(version_of "$new"), pinned is $K3S_VERSION); correct the catalogue"
    sync "$new"
    mv "$new" "$bin/k3s" # a running k3s keeps its old file
    say "k3s ${installed:-(none)} -> $K3S_VERSION"
}

place_links() {
    local tool
    for tool in kubectl crictl ctr; do
        if [[ -e $bin/$tool && ! -L $bin/$tool ]]; then
            say "keeping your own $bin/$tool"
        elif [[ $(readlink "$bin/$tool" || true) != k3s ]]; then
            ln -sfn k3s "$bin/$tool"
        fi
    done
}

# With protect-kernel-defaults the kubelet refuses to start unless the first six have exactly these values. A container cannot
# set them (its kernel belongs to the host), so k3s-node.sh turns the protection off there.
set_kernel() {
    local key value file settings='vm.overcommit_memory=1
vm.panic_on_oom=0
kernel.panic=10
kernel.panic_on_oops=1
kernel.keys.root_maxkeys=1000000
kernel.keys.root_maxbytes=25000000
net.ipv4.ip_forward=1
fs.inotify.max_user_instances=1024
fs.inotify.max_user_watches=524288'
    put /etc/sysctl.d/95-k3s.conf 0644 <<<"$settings"
    while IFS='=' read -r key value; do
        file=/proc/sys/${key//.//}
        [[ $(<"$file") != "$value" ]] || continue
        { printf '%s' "$value" >"$file"; } 2>/dev/null || systemd-detect-virt --quiet --container ||
            die "the kernel setting $key cannot be changed (it is $(<"$file"), k3s needs $value); set it on this host"
    done <<<"$settings"
}

# Installs a program that prints a hash of everything k3s starts with. The unit records it at every start. k3s-node.sh compares
# the record with the current hash and restarts only an outdated k3s, also after an interrupted run or an upgrade by others.
place_fingerprint() {
    put "$fingerprint" 0755 <<'FINGERPRINT'
#!/bin/sh
cd /etc/rancher/k3s && sha256sum /usr/local/bin/k3s /etc/systemd/system/k3s*.service config.yaml config.yaml.d/*.yaml \
    audit.yaml registries.yaml 2>/dev/null | sha256sum
FINGERPRINT
}

# Like the unit of upstream's installer. KillMode=process: pods survive a restart of k3s. k3s-node.sh enables the unit: a host
# that rebooted before its configuration was complete would start a cluster of its own.
place_unit() {
    put "/etc/systemd/system/$(unit).service" 0644 <<UNIT
[Unit]
Description=Lightweight Kubernetes ($ROLE)
Documentation=https://docs.k3s.io
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
ExecStartPre=-/sbin/modprobe br_netfilter
ExecStartPre=-/sbin/modprobe overlay
ExecStartPre=/bin/sh -c '$fingerprint >/run/k3s.started-with'
ExecStart=$bin/k3s $ROLE
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s

[Install]
WantedBy=multi-user.target
UNIT
}

lock_host
check_role
place_binary
place_links
set_kernel
place_fingerprint
place_unit
version_of "$bin/k3s"
