#!/usr/bin/env bash
# Prevents a lockout by changes of SSH and firewall settings. Installed on the host as /usr/local/sbin/infra-guard.
#
#   infra-guard install NOUN SECONDS   writes standard input to the noun's file and applies it on probation
#   infra-guard confirm                keeps the change; must run over a new connection
#   infra-guard status                 prints the changes on probation
#   infra-guard expire ID | boot       for the timer and the boot: rolls back to the last confirmed settings
set -euo pipefail
export LC_ALL=C
umask 022

readonly state=/var/lib/infra/guard
# Its folder `armed` holds the last confirmed version of these files. The timer or the next boot restores them.
declare -rA files=([ssh]=/etc/ssh/sshd_config.d/00-infra.conf [firewall]=/etc/infra/firewall.nft)

. lib.sh
. host.sh
armed() { [[ -d $state/armed ]]; }

# Applies the file.
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

# The rules may have been flushed by hand. The expected listing comes from a new network namespace that loads the same file.
is_live() {
    [[ $1 == firewall ]] || return 0
    local listing='nft --stateless --terse list table inet infra'
    cmp -s <($listing 2>&1) <(unshare --net bash -c "nft -f ${files[firewall]} && $listing" 2>&1)
}

# Starts the timer before the backup, and the backup appears in one step: a change is never applied without something to roll it
# back. A change during another's probation keeps the older backup, which was confirmed.
arm() {
    local noun=$1 seconds=$2 id
    id=$(date +%s)-$$
    systemd-run --quiet --collect --unit="infra-guard-$id" --on-active="${seconds}s" --timer-property=AccuracySec=100ms \
        "$0" expire "$id"
    if armed; then
        rm -f "$state/armed/since"
        touch "$state/armed/changed.$noun"
        printf '%s\n' "$id" > "$state/armed/id.new"
        mv "$state/armed/id.new" "$state/armed/id" # earlier timers now find another id and do nothing
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
    cat > "$file.new" || cannot_write "$file"
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
    say "$noun: applied for $seconds seconds, then rolled back unless a new connection confirms it"
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

# Restores the files, then applies them. A failure of one must not prevent the rollback of the other.
roll_back() {
    local changed noun
    restore
    for changed in "$state"/armed/changed.*; do
        noun=${changed##*.}
        if [[ $1 == live ]] && ! live "$noun"; then
            say "$noun: could not be applied"
        fi
        date '+%F %T %Z' > "$state/rolled-back.$noun"
        say "$noun: rolled back, because it was not confirmed"
    done
    disarm
}

# Prints the uptime in seconds at which this SSH connection began. Prints nothing outside SSH: a console needs no proof.
connected_since() {
    local pid=$$ stat
    while [[ $pid -gt 1 ]]; do
        stat=$(< "/proc/$pid/stat")
        read -ra fields <<< "${stat##*) }" # after the name, which may contain anything: state is [0], parent [1], start [19]
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
            || die "the change was interrupted; run it again, then confirm"
        since=$(connected_since)
        if [[ -n $since ]] && awk "BEGIN { exit !($since < $(< "$state/armed/since")) }"; then
            die "this connection is older than the change; confirm over a new connection"
        fi
        disarm
        systemctl stop 'infra-guard-*.timer' # also those of interrupted changes
    fi
    for mark in "$state"/rolled-back.*; do
        [[ -e $mark ]] || continue
        say "error: the change of ${mark##*.} was rolled back at $(< "$mark") because no new connection confirmed it in time;" \
            "check that this host is reachable under the new settings, then run the change again"
        lost=1
    done
    return $lost
}

exec 8> /run/infra-guard.lock
case ${1:-} in
    install) flock 8; install "$2" "$3" ;;
    confirm) flock 8; confirm ;;
    status) ! armed || echo "on probation: $(cd "$state/armed" && echo changed.*)" ;;
    # A change that hangs must not block the rollback.
    expire) flock -w 20 8 || :; ! armed || [[ $(< "$state/armed/id") != "$2" ]] || roll_back live ;;
    boot) ! armed || roll_back files ;;
    *) die "unknown command (${1:-none}); see the usage at the top of $0" ;;
esac
