#!/usr/bin/env bash
# Compiles the built program to machine code, which shortens a plan by a third or more. Sourced by ./infra. Optional: without the
# compiler the program starts as built.
set -euo pipefail
: "${root:?}" "${dotnet:?}" "${out:?}" "${needed:?}"

# Skips the official providers: megabytes of classes, of which few are used.
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

# Sets compiler, version and frameworks. The compiler has the version of the runtime.
find_compiler() {
    read -r version frameworks < <("$dotnet" --list-runtimes |
        sed -nE "s|^Microsoft.NETCore.App ($needed\.[^ ]+) \[(.*)/Microsoft.NETCore.App\]|\1 \2|p" | sort -V | tail -1)
    local none=$out/no-compiler-$version
    if ! compiler_in_cache; then
        [[ ! -f $none ]] || return 1
        say "fetching the compiler for a faster start"
        if ! timeout 60 "$dotnet" restore "$root/.ci/Crossgen.csproj" -p:Crossgen="$version" -v:q >"$out/precompile.log" 2>&1 ||
            ! compiler_in_cache; then
            say "the compiler is unavailable here; continuing without it"
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
