#!/bin/sh
# Puts what may stop to zero replicas, or brings it back as it was. POSIX sh: inside the cluster there is no bash.
#
#   MODE         sleep | wake
#   NAMESPACES   where Deployments and the applications' StatefulSets may stop, separated by spaces
#   KUBECTL      how kubectl is called, without a trailing newline
#
# How many replicas there were is written on each object before it is stopped, so that a run that dies anywhere can run again.
set -eu

readonly mark=infra.awake-replicas
: "${KUBECTL:=kubectl}"

# name, replicas, remembered replicas; "-" where nothing is remembered
objects() {
    $KUBECTL --namespace "$1" get "$2" --selector 'infra.stays-awake!=true' --output \
        "go-template={{range .items}}{{.metadata.name}} {{.spec.replicas}} {{with .metadata.annotations}}{{with (index . \"$mark\")}}{{.}}{{else}}-{{end}}{{else}}-{{end}}{{\"\\n\"}}{{end}}"
}

# Their lines are taken whole before the first is worked on: at the head of a pipe nobody would see the question fail.
put_to_sleep() {
    found=$(objects "$1" "$2")
    [ -z "$found" ] || printf '%s\n' "$found" | while read -r name replicas remembered; do
        [ "$replicas" != 0 ] || continue
        if [ "$remembered" != "$replicas" ]; then
            $KUBECTL --namespace "$1" annotate --overwrite "$2" "$name" "$mark=$replicas" >/dev/null
        fi
        $KUBECTL --namespace "$1" scale "$2" "$name" --replicas 0 >/dev/null
        echo "$1/$name sleeps ($replicas before)"
    done
}

wake_up() {
    found=$(objects "$1" "$2")
    [ -z "$found" ] || printf '%s\n' "$found" | while read -r name replicas remembered; do
        [ "$remembered" != - ] || continue
        if [ "$replicas" = 0 ]; then
            $KUBECTL --namespace "$1" scale "$2" "$name" --replicas "$remembered" >/dev/null
            echo "$1/$name wakes with $remembered"
        fi
        $KUBECTL --namespace "$1" annotate "$2" "$name" "$mark-" >/dev/null
    done
}

for namespace in $NAMESPACES; do
    case $namespace in
        kubero | observability) kinds=deployment ;; # their StatefulSets hold data
        *) kinds="deployment statefulset" ;;
    esac
    for kind in $kinds; do
        case $MODE in
            sleep) put_to_sleep "$namespace" "$kind" ;;
            wake) wake_up "$namespace" "$kind" ;;
            *) echo "error: MODE is '$MODE'; sleep or wake" >&2; exit 2 ;;
        esac
    done
done
