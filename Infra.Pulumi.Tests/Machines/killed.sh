#!/usr/bin/env bash
# Runs inside a machine: kills a script at each of its steps, runs it again, and compares how the machine then is with how it
# is after an undisturbed run. The script itself is not altered: bash reads the trap from BASH_ENV, in every bash below it too.
#   killed.sh FOLDER [writes]   FOLDER holds text (the command as SSH gets it), stdin, reset, listing, and may hold check, which
#                               gets the step's number and says whether the machine is safe between the death and the second run
#   writes: only at the commands that change something, not at each of a long list's comparisons
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

# run KILL_AT: 0 kills nowhere. A process group of its own, so that all of it dies.
run() {
    echo 0 > step
    if [[ $1 == 0 ]]; then
        setsid --wait bash -c "$(< text)" < stdin > output 2>&1
    else
        BASH_ENV=$PWD/kills KILL_AT=$1 setsid --wait bash -c "$(< text)" < stdin > output 2>&1
    fi
}

bash reset
run 0 || { cat output >&2; echo "undisturbed it failed" >&2; exit 1; }
bash listing > wanted

failed=0 at=0
while :; do
    at=$((at + 1))
    bash reset
    if run $at 2>/dev/null; then
        break # it came to its end before that step
    elif [[ $(< step) != "$at" ]]; then
        cat output
        echo "at step $(< step) it failed without having been killed"
        exit 1
    fi
    if [[ -f check ]] && ! bash check $at > output 2>&1; then
        failed=$((failed + 1))
        echo "killed at step $at, it is not safe: $(tail -n 3 output)"
    fi
    if ! run 0; then
        failed=$((failed + 1))
        echo "killed at step $at, the second run failed: $(tail -n 3 output)"
    elif ! bash listing | diff wanted - > difference; then
        failed=$((failed + 1))
        echo "killed at step $at, another end: $(head -n 5 difference)"
    fi
done
echo "$((at - 1)) steps, $failed failed"
[[ $failed == 0 && $at -gt 5 ]]
