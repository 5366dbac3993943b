#!/usr/bin/env bash
# ./infra test [--unit] [FILTER]: installs what the tests need, runs them, and ends with `N passed, N failed`.
# ./infra test --mutate [--check|--list] [--jobs N] [FOLDER|FILE…]: breaks a copy of the program in one place after the other
# (Infra.Pulumi.Tests/Mutants) and reports the faults that no unit test notices. --check only checks that the list applies.
# Sourced by ./infra, which has found these.
set -euo pipefail
: "${root:?}" "${dotnet:?}" "${sdk:?}"

if [[ ${1:-} == --mutate ]]; then
    shift
    "$dotnet" build "$root/.ci/Mutate" -c Release -p:PulumiSdk="$sdk" -p:RunAnalyzers=false -v:q -clp:NoSummary >/dev/null ||
        die "the mutation run does not build; run \`dotnet build .ci/Mutate\`"
    exec "$dotnet" "$root/artifacts/$sdk/bin/Mutate/release/Mutate.dll" "$root" "$sdk" "$@"
fi

filter=""
for word in "$@"; do
    case $word in
        --unit) filter="${filter:+$filter&}Kind!=machine" ;;
        -*) die "there is no option \`$word\`; \`./infra test [--unit] [FILTER]\` or \`./infra test --mutate [FOLDER|FILE…]\`" ;;
        *) filter="${filter:+$filter&}FullyQualifiedName~$word" ;;
    esac
done

if [[ $filter != *"Kind!=machine"* ]]; then
    "$root/Infra.Pulumi.Tests/Machines/install.sh" || say "the machine tests will be skipped"
fi

say "building the tests (PulumiSdk=$sdk)"
"$dotnet" build "$root/Infra.Pulumi.Tests" -c Release -p:PulumiSdk="$sdk" -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -v:q -clp:NoSummary >&2

log=$(mktemp)
trap 'rm -f "$log"' EXIT
code=0

run_tests() { # FILTER LOG
    "$dotnet" test "$root/Infra.Pulumi.Tests" -c Release -p:PulumiSdk="$sdk" --no-build --logger "console;verbosity=minimal" \
        --blame-hang-timeout 8m --blame-hang-dump-type none \
        ${1:+--filter "$1"} 2>&1 | tee "$2"
}

# Machines that boot on a busy runner may miss a deadline. A few that failed are tried once more, and said to have been.
run_again() {
    local names again
    names=$(sed -nE 's/^ +Failed (Infra\.Tests\.[A-Za-z0-9_.]+).*/\1/p' "$log" | sort -u)
    [[ -n $names ]] && (($(wc -l <<<"$names") <= 3)) && ! grep -qvE '^Infra\.Tests\.(Machines|Cluster)\.' <<<"$names" || return 1
    say "once more: $(tr '\n' ' ' <<<"$names")"
    again=$(mktemp)
    run_tests "FullyQualifiedName=$(paste -sd '|' <<<"$names" | sed 's/|/|FullyQualifiedName=/g')" "$again" || return 1
    rm -f "$again"
    say "passed at the second try: $(tr '\n' ' ' <<<"$names")"
}

run_tests "$filter" "$log" || code=$?

# "Passed!  - Failed:     0, Passed:   123, Skipped:     2, Total:   125, Duration: 12 s - Infra.Pulumi.Tests.dll (net10.0)"
count() { sed -nE "s/.*$1: +([0-9]+),.*/\1/p" "$log" | tail -1; }
passed=$(count Passed) failed=$(count Failed) skipped=$(count Skipped)
if ((code != 0)) && run_again; then
    passed=$((passed + failed)) failed=0 code=0
fi
if [[ -z $passed ]]; then
    say "no test ran${filter:+ that matches $filter}"
    code=1
fi
((code == 0)) || [[ ${failed:-0} != 0 ]] || failed=1
printf '%s passed, %s failed%s\n' "${passed:-0}" "${failed:-0}" "$([[ ${skipped:-0} == 0 ]] || echo ", $skipped skipped")"
exit "$code"
