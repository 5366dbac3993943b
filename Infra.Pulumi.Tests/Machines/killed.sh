#!/usr/bin/env bash
# Inside a machine: kills a script at each of its steps, runs it again, and compares the machine with its state after an
# undisturbed run. The script is not changed: bash reads the trap from BASH_ENV, also in child shells.
#   killed.sh FOLDER [writes]   FOLDER contains text (the command for SSH), stdin, reset, listing, and optionally check, which
#                               gets the number of the step and checks that the machine is safe before the second run
#   writes: kills only at commands that change something
set -euo pipefail
export LC_ALL=C

cd "$1"
only=.
[[ ${2:-} != writes ]] || only='^(mv|rm|cp|cat|mkdir|chmod|sync|touch|put|install|systemctl|systemd-run|sysctl|nft|dpkg|quiet_apt|apt-get|infra-guard|disarm|arm|live)( |$)|>'
cat > ./kills <<TRAP
set -o functrace
only='$only'
trap 'if [[ \$BASH_COMMAND =~ \$only ]]; then
    read -r step < $PWD/step || step=0
    step=\$((step + 1))
    echo \$step > $PWD/step
    [[ \$step != "\$KILL_AT" ]] || kill -KILL 0
fi' DEBUG
TRAP

# run KILL_AT: 0 never kills. Runs in its own process group, so that the kill includes all children.
run() {
    echo 0 > step
    if [[ $1 == 0 ]]; then
        setsid --wait bash -c "$(< text)" < stdin > output 2>&1
    else
        BASH_ENV=$PWD/kills KILL_AT=$1 setsid --wait bash -c "$(< text)" < stdin > output 2>&1
    fi
}

bash reset
run 0 || { cat output >&2; echo "the undisturbed run failed" >&2; exit 1; }
bash listing > wanted

failed=0 at=0
while :; do
    at=$((at + 1))
    bash reset
    if run $at 2>/dev/null; then
        break # the script has fewer steps
    elif [[ $(< step) != "$at" ]]; then
        cat output
        echo "the script failed at step $(< step) without a kill"
        exit 1
    fi
    if [[ -f check ]] && ! bash check $at > output 2>&1; then
        failed=$((failed + 1))
        echo "killed at step $at, the machine is not safe: $(tail -n 3 output)"
    fi
    if ! run 0; then
        failed=$((failed + 1))
        echo "killed at step $at, the second run failed: $(tail -n 3 output)"
    elif ! bash listing | diff wanted - > difference; then
        failed=$((failed + 1))
        echo "killed at step $at, the second run has a different result: $(head -n 5 difference)"
    fi
done
echo "$((at - 1)) steps, $failed failed"
[[ $failed == 0 && $at -gt 5 ]]
