#!/usr/bin/env bash
# ./infra test [--unit] [--accept] [FILTER]: installs the prerequisites, runs the tests, and ends with `N passed, N failed`.
# ./infra test --mutate [--check|--list] [--jobs N] [FOLDER|FILE…]: plants one fault after the other (Infra.Pulumi.Tests/Mutants) in a
# copy of the program, and reports those that no unit test notices. --check only checks that the list applies.
# Sourced by ./infra, which sets these variables.
set -euo pipefail
: "${root:?}" "${dotnet:?}" "${sdk:?}"

if [[ ${1:-} == --mutate ]]; then
    shift
    "$dotnet" build "$root/.ci/Mutate" -c Release -p:PulumiSdk="$sdk" -p:RunAnalyzers=false -v:q -clp:NoSummary >/dev/null ||
        die "the mutation run does not build; run \`dotnet build .ci/Mutate\`"
    exec "$dotnet" "$root/artifacts/$sdk/bin/Mutate/release/Mutate.dll" "$root" "$sdk" "$@"
fi

usage='./infra test [--unit] [--accept] [FILTER], or --mutate [--check|--list] [--jobs N] [FOLDER|FILE…]'
approved=$root/Infra.Pulumi.Tests/Approved
filter="" before=""
for word in "$@"; do
    case $word in
        --unit) filter="${filter:+$filter&}Kind!=machine" ;;
        --accept)
            # The tests of the facets write what the plans say, and what changed is printed below.
            before=$(mktemp -d)
            cp "$approved"/*.txt "$before/" 2>/dev/null || true
            export INFRA_ACCEPT=1
            filter="${filter:+$filter&}FullyQualifiedName~Infra.Tests.Facets"
            ;;
        --help)
            printf '%s\n' "$usage" \
                "  --unit    only the tests that need nothing" \
                "  --accept  approve what the plans say: rewrite Infra.Pulumi.Tests/Approved/STACK.FACET.txt and show which lines changed" \
                "  --mutate  plant faults in a copy of the program and report those that no unit test notices" \
                "  FILTER    only tests whose full name contains it"
            exit 0
            ;;
        -*) die "unknown option \`$word\`; run \`$usage\`" ;;
        *) filter="${filter:+$filter&}FullyQualifiedName~$word" ;;
    esac
done

if [[ $filter != *"Kind!=machine"* && -z $before ]]; then
    "$root/Infra.Pulumi.Tests/Machines/install.sh" || say "the machine tests will be skipped"
fi

say "building the tests (PulumiSdk=$sdk)"
"$dotnet" build "$root/Infra.Pulumi.Tests" -c Release -p:PulumiSdk="$sdk" -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -v:q -clp:NoSummary >&2

log=$(mktemp)
trap 'rm -rf "$log" ${before:+"$before"}' EXIT
code=0

run_tests() { # FILTER LOG
    "$dotnet" test "$root/Infra.Pulumi.Tests" -c Release -p:PulumiSdk="$sdk" --no-build --logger "console;verbosity=minimal" \
        --blame-hang-timeout 8m --blame-hang-dump-type none \
        ${1:+--filter "$1"} 2>&1 | tee "$2"
}

# `prod.limits.txt: 2 lines added, 1 removed` for each file that changed.
show_accepted() {
    local name added removed lines
    for name in $(cd "$before" && ls; cd "$approved" && ls); do printf '%s\n' "$name"; done | sort -u | while read -r name; do
        lines=$(diff "$before/$name" "$approved/$name" 2>/dev/null || true)
        if [[ ! -f $before/$name ]]; then lines=$(sed 's/^/> /' "$approved/$name"); fi
        if [[ ! -f $approved/$name ]]; then lines=$(sed 's/^/< /' "$before/$name"); fi
        [[ -n $lines ]] || continue
        added=$(grep -c '^>' <<<"$lines" || true)
        removed=$(grep -c '^<' <<<"$lines" || true)
        say "$name: $added lines added, $removed removed"
    done
}

# Machines on a busy runner may miss a deadline. Retries a few failed tests once, and reports that.
run_again() {
    local names again
    names=$(sed -nE 's/^ +Failed (Infra\.Tests\.[A-Za-z0-9_.]+).*/\1/p' "$log" | sort -u)
    [[ -n $names ]] && (($(wc -l <<<"$names") <= 3)) && ! grep -qvE '^Infra\.Tests\.(Machines|Cluster)\.' <<<"$names" || return 1
    say "retrying: $(tr '\n' ' ' <<<"$names")"
    again=$(mktemp)
    run_tests "FullyQualifiedName=$(paste -sd '|' <<<"$names" | sed 's/|/|FullyQualifiedName=/g')" "$again" || return 1
    rm -f "$again"
    say "passed on the retry: $(tr '\n' ' ' <<<"$names")"
}

run_tests "$filter" "$log" || code=$?
[[ -z $before ]] || show_accepted

# "Passed!  - Failed:     0, Passed:   123, Skipped:     2, Total:   125, Duration: 12 s - Infra.Pulumi.Tests.dll (net10.0)"
count() { sed -nE "s/.*$1: +([0-9]+),.*/\1/p" "$log" | tail -1; }
passed=$(count Passed) failed=$(count Failed) skipped=$(count Skipped)
if ((code != 0)) && run_again; then
    passed=$((passed + failed)) failed=0 code=0
fi
if [[ -z $passed ]]; then
    say "no test matches${filter:+ $filter}"
    code=1
fi
((code == 0)) || [[ ${failed:-0} != 0 ]] || failed=1
printf '%s passed, %s failed%s\n' "${passed:-0}" "${failed:-0}" "$([[ ${skipped:-0} == 0 ]] || echo ", $skipped skipped")"
exit "$code"
