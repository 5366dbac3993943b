#!/usr/bin/env bash
# Puts the pinned k3s on this host: the verified binary, the kernel settings that its kubelet insists on and the systemd
# unit. It starts nothing and restarts nothing: k3s-node.sh does, once the configuration stands too.
#
#   ROLE           server | agent
#   K3S_VERSION    exact, v1.36.4+k3s1
#   DOWNLOAD_URL   the folder that holds k3s and k3s-arm64
#   SHA256_AMD64   of k3s
#   SHA256_ARM64   of k3s-arm64
#   UPGRADE        true: another installed version is replaced; false: it stays (the upgrade controller looks after it)
#   stdout         the version that is now installed
set -euo pipefail
export LC_ALL=C

readonly bin=/usr/local/bin fingerprint=/usr/local/libexec/k3s-fingerprint

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# put MODE FILE: standard input becomes FILE by a rename, so that nobody, not even after a power cut, meets half of it.
put() {
    local mode=$1 file=$2 new=$2.new
    if ! (umask 077 && cat >"$new" && sync "$new"); then
        rm -f "$new"
        die "cannot write $file (disk full or read-only); make room and run again"
    fi
    chmod "$mode" "$new"
    if cmp -s "$new" "$file" && [[ $(stat -c %a "$new") == "$(stat -c %a "$file")" ]]; then
        rm "$new"
    else
        mv "$new" "$file"
    fi
}

unit() { if [[ $ROLE == server ]]; then echo k3s; else echo k3s-agent; fi; }

check_role() {
    [[ $ROLE == server || $ROLE == agent ]] || die "ROLE is neither server nor agent ($ROLE); correct the call"
    local other=k3s
    [[ $ROLE == agent ]] || other=k3s-agent
    [[ ! -e /etc/systemd/system/$other.service ]] ||
        die "this host is already the other kind of node ($other.service exists); remove the node and uninstall k3s first"
}

# Prints the installed version, or nothing: "k3s version v1.36.4+k3s1 (4dedb15b)".
version_of() { "$1" --version 2>/dev/null | sed -n 's/^k3s version \(v[^ ]*\).*/\1/p' || true; }
minor() { local v=${1#v*.}; echo "${v%%.*}"; }

# Kubernetes supports neither a step back across a minor version nor one that skips a minor.
check_step() {
    local from=$1 have want
    have=$(minor "$from") want=$(minor "$K3S_VERSION")
    ((want >= have)) ||
        die "k3s cannot go back a minor version ($from is installed, $K3S_VERSION is asked for); ask for v1.$have or newer"
    ((want <= have + 1)) ||
        die "k3s cannot skip a minor version ($from is installed, $K3S_VERSION is asked for); go to v1.$((have + 1)) first"
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
    command -v curl >/dev/null || die "curl is missing (it fetches k3s); run: apt-get install curl ca-certificates"
    say "downloading $url"
    curl --fail --location --silent --show-error --proto '=https,http' --retry 2 --connect-timeout 15 --speed-limit 1000 \
        --speed-time 30 --max-time 900 --output "$new" "$url" || code=$?
    case $code in
        0) ;;
        23) die "no room for the k3s binary ($(df --output=avail -h "$bin" | tail -1 | tr -d ' ') free in $bin); free 100 MB" \
                "and run again" ;;
        18) die "the download of $url broke off (curl's exit code 18); run again" ;;
        22) die "$url is not there (curl's exit code 22); check version and address" ;;
        *) die "cannot download $url (curl's exit code $code); check this host's network, DNS and firewall" ;;
    esac
    is "$sha" "$new" ||
        die "$url is not the pinned file (sha256 is $(sha256sum <"$new" | cut -c1-64), pinned is $sha); check the catalogue"
}

place_binary() {
    local name sha installed new=$bin/.k3s.new
    read -r name sha < <(asset) || exit 1 # asset has said why
    installed=$(version_of "$bin/k3s")
    if is "$sha" "$bin/k3s"; then return; fi
    if [[ -n $installed ]]; then
        if [[ $UPGRADE == false ]]; then say "leaving k3s $installed as it is"; return; fi
        check_step "$installed"
    fi
    # shellcheck disable=SC2064 # the name as it is now
    trap "rm -f '$new'" EXIT
    download "$DOWNLOAD_URL/$name" "$sha" "$new"
    chmod 0755 "$new"
    [[ $(version_of "$new") == "$K3S_VERSION" ]] ||
        die "the checksum is that of another version ($(version_of "$new"), pinned is $K3S_VERSION); correct the catalogue"
    sync "$new"
    mv "$new" "$bin/k3s" # k3s may be running: a rename leaves it its old file
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

# With protect-kernel-defaults the kubelet refuses to start unless the first six are exactly so. A container cannot set
# them (its kernel belongs to the host); k3s-node.sh leaves the protection off there.
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
    put 0644 /etc/sysctl.d/95-k3s.conf <<<"$settings"
    while IFS='=' read -r key value; do
        file=/proc/sys/${key//.//}
        [[ $(<"$file") != "$value" ]] || continue
        { printf '%s' "$value" >"$file"; } 2>/dev/null || systemd-detect-virt --quiet --container ||
            die "the kernel setting $key cannot be changed (it is $(<"$file"), k3s needs $value); set it on this host"
    done <<<"$settings"
}

# Prints what k3s would be started with. The unit notes it at every start, whoever starts it; k3s-node.sh compares the
# note with the present and so restarts exactly what is outdated, also after a run that died or an upgrade by others.
place_fingerprint() {
    mkdir -p "${fingerprint%/*}"
    put 0755 "$fingerprint" <<'FINGERPRINT'
#!/bin/sh
cd /etc/rancher/k3s && sha256sum /usr/local/bin/k3s /etc/systemd/system/k3s*.service config.yaml config.yaml.d/*.yaml \
    audit.yaml registries.yaml 2>/dev/null | sha256sum
FINGERPRINT
}

# As upstream's installer writes it. KillMode=process: pods outlive a restart of k3s. It is enabled by k3s-node.sh, since
# a host that reboots before its configuration stands would start a cluster of its own.
place_unit() {
    put 0644 "/etc/systemd/system/$(unit).service" <<UNIT
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

# One at a time: a run whose connection was cut may still be on its way.
exec 9>/run/k3s-host.lock
flock -w 120 9 || die "another k3s script has been running on this host for two minutes; wait for it and run again"
check_role
place_binary
place_links
set_kernel
place_fingerprint
place_unit
version_of "$bin/k3s"
