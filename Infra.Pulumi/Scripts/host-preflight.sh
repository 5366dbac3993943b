#!/usr/bin/env bash
# Checks a host before any change and reports all problems at once. Changes nothing.
#   MIN_CPUS MIN_MEMORY_MIB   the plan's needs
#   MIN_DISK_GIB DATA_PATH    free space needed, on the file system of that path
#   PORTS                     needed by k3s: 80 443 6443 10250 8472/udp
#   CLOCK_URL                 a server with a correct Date header ('': no check); CLOCK_TOLERANCE_SECONDS
#   REACH_URLS                the sources of later downloads
set -euo pipefail
export LC_ALL=C

problems=()
refuse() { problems+=("error: $*"); }

check_system() {
    local ID='' VERSION_ID='0' PRETTY_NAME='unknown'
    # shellcheck disable=SC1091 # a file of the host
    [[ ! -r /etc/os-release ]] || . /etc/os-release
    case $ID in
        debian) dpkg --compare-versions "$VERSION_ID" ge 12 && return ;;
        ubuntu) dpkg --compare-versions "$VERSION_ID" ge 22.04 && return ;;
    esac
    refuse "this system is not supported ($PRETTY_NAME); install Debian 12 or later, or Ubuntu 22.04 or later"
}

check_architecture() {
    case $(uname -m) in
        x86_64 | aarch64) ;;
        *) refuse "this architecture is not supported ($(uname -m)); use an amd64 or arm64 host" ;;
    esac
}

check_root() {
    [[ $EUID -eq 0 ]] || refuse "this is not root ($(id -un)); connect as root or as a user with NOPASSWD in /etc/sudoers.d"
}

check_systemd() {
    [[ -d /run/systemd/system ]] || refuse "this host does not run systemd ($(< /proc/1/comm)); use an image that boots systemd"
}

check_size() {
    local cpus memory disk path=$DATA_PATH
    cpus=$(nproc)
    memory=$(($(awk '/^MemTotal/ { print $2 }' /proc/meminfo) / 1024))
    until [[ -d $path ]]; do path=$(dirname "$path"); done
    disk=$(($(df --output=avail -k "$path" | tail -n 1) / 1024 / 1024))
    [[ $cpus -ge $MIN_CPUS ]] || refuse "the plan needs $MIN_CPUS CPUs ($cpus found); use a larger host, or fewer services"
    [[ $memory -ge $MIN_MEMORY_MIB ]] \
        || refuse "the plan needs $MIN_MEMORY_MIB MiB of memory ($memory found); use a larger host, or fewer services"
    [[ $disk -ge $MIN_DISK_GIB ]] || refuse "the plan needs $MIN_DISK_GIB GiB free for $DATA_PATH" \
        "($disk on $(df --output=target "$path" | tail -n 1)); free some space, or mount a larger disk there"
}

# On a second run k3s itself uses these ports, and the kernel's VXLAN socket belongs to no process.
check_ports() {
    local port number kind users
    for port in $PORTS; do
        number=${port%/*}
        kind=-t
        [[ $port != */udp ]] || kind=-u
        users=$(ss -Hlnp "$kind" "sport = :$number" | grep -o '"[^"]*",pid=[0-9]*' | sort -u | tr -d '"' || :)
        users=$(grep -vE '^(k3s|k3s-server|k3s-agent|traefik|containerd),' <<< "$users" | paste -sd ' ' || :)
        [[ -z $users ]] || refuse "port $port is in use ($users), and k3s needs it; stop that service (systemctl stop)"
    done
}

check_firewalls() {
    local name
    for name in ufw firewalld; do
        ! systemctl -q is-active "$name" || [[ $name == ufw && $(ufw status 2>/dev/null) == *inactive* ]] \
            || refuse "another firewall is active ($name); run systemctl disable --now $name"
    done
}

# A bare host has one of the two. Certificates are not checked: with a wrong clock none would be valid.
headers() {
    if command -v curl >/dev/null; then
        curl --silent --insecure --head --max-time 10 "$1"
    else
        wget --quiet --no-check-certificate --server-response --spider --tries=1 --timeout=10 "$1" 2>&1
    fi
}
export -f headers

check_clock() {
    [[ -n $CLOCK_URL ]] || return 0
    local date there off
    date=$(headers "$CLOCK_URL" | tr -d '\r' | sed -n 's/^ *[Dd]ate: //p' | head -n 1) || :
    if [[ -z $date ]] || ! there=$(date -d "$date" +%s 2>/dev/null); then
        refuse "cannot compare the clock ($CLOCK_URL sent no date); check that this host reaches it"
        return
    fi
    off=$(($(date +%s) - there))
    [[ ${off#-} -le $CLOCK_TOLERANCE_SECONDS ]] || refuse "the clock is $off seconds off" \
        "($(date -u '+%F %T') here, $(date -u -d "@$there" '+%F %T') at $CLOCK_URL); run timedatectl set-ntp true"
}

# Any answer counts, even a 404: this checks name resolution and routing.
reachable() { [[ -n $(headers "$1" || :) ]]; }
export -f reachable

check_reach() {
    local url
    # shellcheck disable=SC2016 # for the inner shell
    while read -r url; do
        refuse "cannot reach $url (no answer within 10 seconds); check DNS, routing and the provider's firewall"
    done < <(xargs -r -P 8 -n 1 bash -c 'reachable "$0" || echo "$0"' <<< "$REACH_URLS" | sort)
}

check_system
check_architecture
check_root
check_systemd
check_size
check_ports
check_firewalls
if command -v curl >/dev/null || command -v wget >/dev/null; then
    check_clock
    check_reach
else
    refuse "this host has neither curl nor wget; run apt-get install -y curl"
fi

if [[ ${#problems[@]} -gt 0 ]]; then
    printf '%s\n' "${problems[@]}" >&2
    exit 1
fi
