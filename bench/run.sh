#!/usr/bin/env bash
# ./infra bench [RUNS]: measures time and memory of plans, and of synthetic stacks in comparison with the official Node.js SDK.
# Ends with the goals, and with exit code 1 if one is missed by more than noise (Goal.cs). Sourced by ./infra, which built the program.
set -euo pipefail
: "${root:?}" "${dotnet:?}" "${sdk:?}" "${out:?}"

command -v npm >/dev/null ||
    die "npm is missing; install Node.js and npm (Debian, Ubuntu: apt-get install nodejs npm)"
if [[ ! $root/bench/node/node_modules/.package-lock.json -nt $root/bench/node/package.json ]]; then
    say "installing the Node.js SDK"
    npm install --prefix "$root/bench/node" --silent --no-audit --no-fund --no-package-lock --ignore-scripts >&2
    touch "$root/bench/node/node_modules/.package-lock.json"
fi

say "building the bench (PulumiSdk=$sdk)"
"$dotnet" build "$root/bench" -c Release -p:PulumiSdk="$sdk" -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -v:q -clp:NoSummary >"$out/bench.log" ||
    die "the build failed; see $out/bench.log"
cd "$root"
exec "$dotnet" "$out/bin/Bench/release/Infra.Bench.dll" compare "$root" "${1:-5}"
