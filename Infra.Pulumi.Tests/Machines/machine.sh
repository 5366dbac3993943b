#!/usr/bin/env bash
# Machines for tests: a Debian with its own systemd, sshd, nftables and network, booted by systemd-nspawn in a lab.
#
#   machine.sh can                     prints the reason why machines cannot boot here, or nothing
#   machine.sh up NAME                 boots a fresh copy, prints "IPV4 IPV6 HOSTKEY"
#   machine.sh reboot NAME [hard]      hard: like a power loss
#   machine.sh exec NAME COMMAND...    runs inside as root, bypassing sshd and the firewall
#   machine.sh outsider NAME IPV4 IPV6 creates a source elsewhere on the internet; `machine.sh outside NAME COMMAND...` runs there
#   machine.sh down NAME               removes a machine or an outsider
#   machine.sh key | root NAME         prints the path of the private key | of the machine's file system
#
# The lab is a routing network namespace: machines are in 198.18.7.0/24 (a range for labs) and 2001:db8:1::/64 behind a bridge,
# each outsider is on its own link, and this host is 198.18.7.2. The lab has no route to the real internet.
# With MACHINE_OWNER=PID the next `up` after the end of that process removes the machine or outsider.
set -euo pipefail
export LC_ALL=C

readonly lab=infra-lab state=/run/infra-lab
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${MACHINE_CACHE:-$(cd "$here/../.." && pwd)/.cache/machines}

die() { echo "error: $*" >&2; exit 1; }
in_lab() { nsenter --net=/run/netns/$lab "$@"; }

# until_true SECONDS COMMAND...: polls a condition with a time limit.
until_true() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" 2>/dev/null; do
        [[ $SECONDS -lt $deadline ]] || return 1
        sleep 0.1
    done
}

can() {
    [[ $EUID -eq 0 ]] || die "booting machines requires root (this is $(id -un)); run the tests with sudo"
    local tool
    for tool in mmdebstrap systemd-nspawn nft ip ssh python3; do
        command -v "$tool" >/dev/null || die "$tool is missing; run sudo $here/install.sh"
    done
    unshare --mount --net true 2>/dev/null || die "namespaces are unavailable (in a container?); use a full machine"
    grep -qw overlay /proc/filesystems || modprobe overlay 2>/dev/null || die "the kernel has no overlayfs; use another kernel"
}

lab_up() {
    mkdir -p $state/machines
    # The kernel counts these per user, and every systemd uses a dozen: with the default only a few machines would boot.
    [[ $(< /proc/sys/fs/inotify/max_user_instances) -ge 4096 ]] || sysctl -qw fs.inotify.max_user_instances=4096
    exec 8> $state/lock
    flock 8
    [[ ! -f $state/ready ]] || return 0
    ip netns del $lab 2>/dev/null || :
    ip netns add $lab
    in_lab sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
    in_lab sysctl -qw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0 2>/dev/null || :
    in_lab ip link set lo up
    in_lab ip link add lab type bridge
    in_lab ip addr add 198.18.7.1/24 dev lab
    in_lab ip addr add 2001:db8:1::1/64 dev lab nodad
    in_lab ip link set lab up
    ip link add $lab type veth peer name operator netns $lab
    in_lab ip link set operator master lab up
    ip addr add 198.18.7.2/24 dev $lab
    ip link set $lab up
    ip -6 addr add 2001:db8:1::2/64 dev $lab nodad 2>/dev/null || : # a host without IPv6 can test the rest
    touch $state/ready
}

# The smallest free number, so that addresses stay inside the network.
free_number() {
    local number=10
    while grep -qsx $number $state/machines/*/number; do number=$((number + 1)); done
    echo $number
}

reap() {
    local owner
    for owner in "$state"/machines/*/owner; do
        [[ -e $owner ]] || continue
        [[ -d /proc/$(cat "$owner") ]] || down "$(basename "$(dirname "$owner")")"
    done
}

boot() {
    local name=$1 dir=$state/machines/$1
    # shellcheck disable=SC2086 # options are words
    setsid nsenter --net=/run/netns/$lab systemd-nspawn --quiet --boot --register=no --keep-unit \
        --directory="$(root "$name")" --machine="$name" --network-bridge=lab --resolv-conf=off --timezone=off \
        --link-journal=no ${MACHINE_NSPAWN_OPTIONS:-} </dev/null >> "$dir/console" 2>&1 8>&- &
    echo $! > "$dir/pid"
    wait_ready "$name" || { tail -n 20 "$dir/console" >&2; die "machine $name did not come up"; }
}

# The machine's init is the only child of systemd-nspawn (setsid and nsenter exec it).
init_of() { pgrep -o -P "$(cat "$state/machines/$1/pid")" -f '(systemd|init)( |$)'; }
is_ready() { # `is-active` with several units succeeds if any is active; sshd is checked on the loopback, which no firewall closes
    inside "$1" systemctl -q is-active multi-user.target && inside "$1" systemctl -q is-active ssh.service \
        && inside "$1" ip -4 route show default | grep -q via && inside "$1" bash -c ': < /dev/tcp/127.0.0.1/22'
}
wait_ready() { until_true 40 is_ready "$1"; }

inside() {
    local name=$1 init
    shift
    init=$(init_of "$name") || return 1
    nsenter --target "$init" --mount --uts --ipc --net --pid --root --wd -- \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C "$@"
}

root() { echo "$cache/run/$1/root"; }

up() {
    local name=$1 dir=$state/machines/$1 run=$cache/run/$1 image number
    can
    [[ ${#name} -le 12 ]] || die "the machine name is too long ($name); use at most 12 characters, the limit of link names"
    [[ ! -d $dir ]] || die "the machine $name exists already; run machine.sh down $name"
    image=$("$here/image.sh")
    lab_up
    reap
    mkdir -p "$dir"
    number=$(free_number)
    echo "$number" > "$dir/number"
    [[ -z ${MACHINE_OWNER:-} ]] || echo "$MACHINE_OWNER" > "$dir/owner"
    flock -u 8

    mkdir -p "$run"/{upper,work,root}
    mount -t overlay overlay -o "lowerdir=$image,upperdir=$run/upper,workdir=$run/work" "$run/root" 2>/dev/null \
        || cp -a --reflink=auto "$image/." "$run/root/" # an overlay cannot be mounted on an overlay
    echo "$name" > "$run/root/etc/hostname"
    printf '127.0.0.1 localhost\n::1 localhost\n127.0.1.1 %s\n' "$name" > "$run/root/etc/hosts"
    ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$run/root/etc/ssh/ssh_host_ed25519_key"
    # The hardware address depends on the number, so that neighbour caches stay valid for the next machine with it.
    cat > "$run/root/etc/systemd/network/10-host0.network" <<NETWORK
[Match]
Name=host0
[Link]
MACAddress=$(printf '02:00:c6:12:07:%02x' "$number")
[Network]
LinkLocalAddressing=ipv6
IPv6AcceptRA=no
[Address]
Address=198.18.7.$number/24
[Address]
Address=2001:db8:1::$number/64
DuplicateAddressDetection=none
[Route]
Gateway=198.18.7.1
[Route]
Gateway=2001:db8:1::1
NETWORK
    boot "$name"
    echo "198.18.7.$number 2001:db8:1::$number $(cut -d' ' -f1,2 "$run/root/etc/ssh/ssh_host_ed25519_key.pub")"
}

# A zombie is still listed, without a command line.
is_gone() { [[ -z $(tr -d '\0' 2>/dev/null < "/proc/$1/cmdline") ]]; }

halt_hard() {
    local pid init
    pid=$(cat "$state/machines/$1/pid")
    init=$(init_of "$1" || :)
    kill -KILL "$pid" ${init:+"$init"} 2>/dev/null || :
    until_true 30 is_gone "$pid" && until_true 30 is_gone "${init:-$pid}"
    in_lab ip link del "vb-$1" 2>/dev/null || : # the kernel removes it late, and the next boot needs the name
}

is_down() { is_gone "$(cat "$state/machines/$1/pid")"; }

reboot() {
    if [[ ${2:-} == hard ]]; then
        halt_hard "$1"
    else # without systemd outside, systemd-nspawn exits instead of rebooting
        inside "$1" systemctl reboot 2>/dev/null || :
        until_true 40 is_down "$1" || die "machine $1 did not go down"
    fi
    boot "$1"
}

outsider() {
    local name=$1 ipv4=$2 ipv6=$3 link
    lab_up
    mkdir -p "$state/machines/$name"
    [[ -z ${MACHINE_OWNER:-} ]] || echo "$MACHINE_OWNER" > "$state/machines/$name/owner"
    link=o$(printf %s "$name" | sha256sum | cut -c 1-10) # link names are short
    ip netns add "$lab-$name"
    nsenter --net="/run/netns/$lab-$name" ip link set lo up
    in_lab ip link add "$link" type veth peer name eth0 netns "$lab-$name"
    in_lab ip addr add fe80::1/64 dev "$link" nodad
    in_lab ip link set "$link" up
    outside "$name" ip addr add "$ipv4/32" dev eth0
    outside "$name" ip addr add "$ipv6/128" dev eth0 nodad
    outside "$name" ip link set eth0 up
    outside "$name" ip route add default via 198.18.7.1 dev eth0 onlink
    outside "$name" ip route add default via fe80::1 dev eth0 onlink
    in_lab ip route add "$ipv4/32" dev "$link"
    in_lab ip route add "$ipv6/128" dev "$link"
}

outside() { local name=$1; shift; nsenter --net="/run/netns/$lab-$name" "$@"; }

down() {
    local name=$1 run=$cache/run/$1
    ip netns del "$lab-$name" 2>/dev/null || :
    [[ -d $state/machines/$name ]] || return 0
    [[ ! -f $state/machines/$name/pid ]] || halt_hard "$name"
    ! mountpoint -q "$run/root" || until_true 10 umount "$run/root" || umount --lazy "$run/root" 2>/dev/null || :
    rm -rf --one-file-system "$run" "$state/machines/$name"
}

case ${1:-} in
    can | up | reboot | outsider | down | root) "$@" ;;
    exec) shift; inside "$@" ;;
    outside) shift; outside "$@" ;;
    key) echo "$cache/id_ed25519" ;;
    *) die "unknown command (${1:-none}); see the usage at the top of $0" ;;
esac
