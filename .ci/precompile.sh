#!/usr/bin/env bash
# Compiles the built program to machine code, so that it need not be compiled at every start: a plan then takes a third less
# or better. Sourced by ./infra. Nothing depends on it: where the compiler cannot be had, the program starts as it was built.
set -euo pipefail
: "${root:?}" "${dotnet:?}" "${out:?}" "${needed:?}"

# The official providers are left alone: megabytes of classes, of which a few are used.
precompile() {
    local build=bin/Infra.Pulumi/release bin ready=$out/ready frameworks version compiler dll name
    bin=$out/$build
    if ! find_compiler; then
        rm -rf "$ready"
        return
    fi
    mkdir -p "$ready"
    for dll in "$bin"/*; do
        name=${dll##*/}
        if [[ $name != *.dll || -n $(find "$dll" -size +3000k) ]]; then
            ln -sfn "../$build/$name" "$ready/$name"
        elif [[ $dll -nt $ready/$name ]]; then
            "$compiler" "$dll" -o "$ready/.$name.$$" -r "$frameworks/Microsoft.NETCore.App/$version/*.dll" \
                -r "$frameworks/Microsoft.AspNetCore.App/$version/*.dll" -r "$bin/*.dll" >"$out/precompile.log" 2>&1 ||
                cp "$dll" "$ready/.$name.$$"
            mv "$ready/.$name.$$" "$ready/$name"
        fi
    done
}

# Sets compiler, version and frameworks. The compiler is as old as the runtime that it compiles for.
find_compiler() {
    read -r version frameworks < <("$dotnet" --list-runtimes |
        sed -nE "s|^Microsoft.NETCore.App ($needed\.[^ ]+) \[(.*)/Microsoft.NETCore.App\]|\1 \2|p" | sort -V | tail -1)
    local none=$out/no-compiler-$version
    if ! compiler_in_cache; then
        [[ ! -f $none ]] || return 1
        say "fetching the compiler that makes every start faster"
        if ! timeout 60 "$dotnet" restore "$root/.ci/Crossgen.csproj" -p:Crossgen="$version" -v:q >"$out/precompile.log" 2>&1 ||
            ! compiler_in_cache; then
            say "it cannot be had here: starts stay slower"
            touch "$none"
            return 1
        fi
    fi
}

compiler_in_cache() {
    for compiler in "${NUGET_PACKAGES:-$HOME/.nuget/packages}"/microsoft.netcore.app.crossgen2.*/"$version"/tools/crossgen2; do
        [[ ! -x $compiler ]] || return 0
    done
    return 1
}
