#!/usr/bin/env bash
# Keeps changes of SSH and firewall settings from locking anyone out. On the host it is /usr/local/sbin/infra-guard.
#
#   infra-guard install NOUN SECONDS   standard input becomes that noun's file, in force but on probation
#   infra-guard confirm                whoever came in by a new connection says that the change may stay
#   infra-guard status                 what is on probation
#   infra-guard expire ID | boot       the timer and the boot: back to what was confirmed last
set -euo pipefail
export LC_ALL=C
umask 022

readonly state=/var/lib/infra/guard
# `armed` below it holds these files as they last were confirmed; the timer, or the next boot, brings them back.
declare -rA files=([ssh]=/etc/ssh/sshd_config.d/00-infra.conf [firewall]=/etc/infra/firewall.nft)

die() { echo "error: $*" >&2; exit 1; }
armed() { [[ -d $state/armed ]]; }

# Makes what the file says take effect.
live() {
    case $1 in
        ssh) ! systemctl -q is-active ssh || systemctl reload ssh ;;
        firewall)
            if [[ -f ${files[firewall]} ]]; then
                systemctl restart infra-firewall
            else
                systemctl stop infra-firewall
                ! nft list table inet infra >/dev/null 2>&1 || nft delete table inet infra
            fi ;;
    esac
}

# Somebody may have flushed the rules by hand. What they should look like says a kernel that got them: in a network of its own.
is_live() {
    [[ $1 == firewall ]] || return 0
    local listing='nft --stateless --terse list table inet infra'
    cmp -s <($listing 2>&1) <(unshare --net bash -c "nft -f ${files[firewall]} && $listing" 2>&1)
}

# The timer runs before anything is remembered, and what is remembered appears in one step: at no line could a change be in
# force with nothing to take it back. A change during another's probation keeps the older memory, which was confirmed.
arm() {
    local noun=$1 seconds=$2 id
    id=$(date +%s)-$$
    systemd-run --quiet --collect --unit="infra-guard-$id" --on-active="${seconds}s" --timer-property=AccuracySec=100ms \
        "$0" expire "$id"
    if armed; then
        rm -f "$state/armed/since"
        touch "$state/armed/changed.$noun"
        printf '%s\n' "$id" > "$state/armed/id.new"
        mv "$state/armed/id.new" "$state/armed/id" # the timers before this one now find another's mark and do nothing
    else
        rm -rf "$state/new"
        mkdir -p "$state/new"
        local each
        for each in "${!files[@]}"; do
            [[ ! -f ${files[$each]} ]] || cp -p "${files[$each]}" "$state/new/$each"
        done
        touch "$state/new/changed.$noun"
        printf '%s\n' "$id" > "$state/new/id"
        mv "$state/new" "$state/armed"
    fi
    rm -f "$state/rolled-back.$noun"
    sync "$state" "$state/armed"
}

disarm() {
    mv "$state/armed" "$state/old.$$"
    rm -rf "$state"/old.*
}

install() {
    local noun=$1 seconds=$2 file=${files[$1]}
    mkdir -p "${file%/*}" "$state"
    cat > "$file.new" \
        || die "$file cannot be written ($(df -h --output=avail "${file%/*}" | tail -n 1 | tr -d ' ') free); free some space"
    chmod 644 "$file.new"
    if cmp -s "$file.new" "$file" && ! armed; then
        rm -f "$file.new" "$state/rolled-back.$noun"
        is_live "$noun" || live "$noun"
        return
    fi
    arm "$noun" "$seconds"
    sync "$file.new"
    mv "$file.new" "$file"
    live "$noun"
    cut -d' ' -f1 /proc/uptime > "$state/armed/since"
    echo "$noun: in force for $seconds seconds, then taken back unless a new connection confirms it" >&2
}

restore() {
    local noun file
    for noun in "${!files[@]}"; do
        file=${files[$noun]}
        if [[ -f $state/armed/$noun ]]; then
            cp -p "$state/armed/$noun" "$file.new"
            mv "$file.new" "$file"
        else
            rm -f "$file"
        fi
    done
}

# After the files, what is in force; a part that fails must not keep the other from coming back.
roll_back() {
    local changed noun
    restore
    for changed in "$state"/armed/changed.*; do
        noun=${changed##*.}
        if [[ $1 == live ]] && ! live "$noun"; then
            echo "$noun: could not be put in force" >&2
        fi
        date '+%F %T %Z' > "$state/rolled-back.$noun"
        echo "$noun: taken back, nobody confirmed it" >&2
    done
    disarm
}

# Seconds of uptime at which the SSH connection above this process began. Nothing outside SSH: a console needs no proof.
connected_since() {
    local pid=$$ stat
    while [[ $pid -gt 1 ]]; do
        stat=$(< "/proc/$pid/stat")
        read -ra fields <<< "${stat##*) }" # the name before may hold anything: state is [0], parent [1], start [19]
        if [[ $(< "/proc/$pid/comm") == sshd* ]]; then
            awk -v ticks="${fields[19]}" -v hertz="$(getconf CLK_TCK)" 'BEGIN { print ticks / hertz }'
            return
        fi
        pid=${fields[1]}
    done
}

confirm() {
    local since lost=0 mark
    if armed; then
        [[ -f $state/armed/since ]] \
            || die "the change did not come to its end (it broke off half way); run it again, then confirm"
        since=$(connected_since)
        if [[ -n $since ]] && awk "BEGIN { exit !($since < $(< "$state/armed/since")) }"; then
            die "this connection is older than the change and proves nothing; confirm over a new connection"
        fi
        disarm
        systemctl stop 'infra-guard-*.timer' # also those of changes that broke off
    fi
    for mark in "$state"/rolled-back.*; do
        [[ -e $mark ]] || continue
        echo "error: the change of ${mark##*.} was taken back at $(< "$mark") because no new connection confirmed it in time;" \
            "see that this host can be reached under the new settings, then run the change again" >&2
        lost=1
    done
    return $lost
}

exec 8> /run/infra-guard.lock
case ${1:-} in
    install) flock 8; install "$2" "$3" ;;
    confirm) flock 8; confirm ;;
    status) ! armed || echo "on probation: $(cd "$state/armed" && echo changed.*)" ;;
    # A change that hangs must not keep the way back closed.
    expire) flock -w 20 8 || :; ! armed || [[ $(< "$state/armed/id") != "$2" ]] || roll_back live ;;
    boot) ! armed || roll_back files ;;
    *) die "what to do (${1:-nothing said}); see the head of $0" ;;
esac
