#!/bin/sh
# Scales workloads to zero, or back to their previous replicas. POSIX sh: the image of kubectl has no bash.
#
#   MODE         sleep | wake
#   NAMESPACES   the namespaces whose Deployments and application StatefulSets may sleep, separated by spaces
#   KUBECTL      the kubectl command; default: kubectl
#
# Each object is annotated with its replicas before it is scaled down, so that an interrupted run can run again.
set -eu

. lib.sh

readonly mark=infra.awake-replicas
: "${KUBECTL:=kubectl}"

# objects NAMESPACE KIND: prints name, replicas and annotated replicas ("-" if there are none).
objects() {
    $KUBECTL --namespace "$1" get "$2" --selector 'infra.stays-awake!=true' --output \
        "go-template={{range .items}}{{.metadata.name}} {{.spec.replicas}} {{with .metadata.annotations}}{{with (index . \"$mark\")}}{{.}}{{else}}-{{end}}{{else}}-{{end}}{{\"\\n\"}}{{end}}"
}

# Reads the whole list first: at the head of a pipe, a failure of kubectl would go unnoticed.
put_to_sleep() {
    found=$(objects "$1" "$2")
    [ -z "$found" ] || printf '%s\n' "$found" | while read -r name replicas remembered; do
        [ "$replicas" != 0 ] || continue
        if [ "$remembered" != "$replicas" ]; then
            $KUBECTL --namespace "$1" annotate --overwrite "$2" "$name" "$mark=$replicas" >/dev/null
        fi
        $KUBECTL --namespace "$1" scale "$2" "$name" --replicas 0 >/dev/null
        echo "$1/$name scaled from $replicas to 0"
    done
}

wake_up() {
    found=$(objects "$1" "$2")
    [ -z "$found" ] || printf '%s\n' "$found" | while read -r name replicas remembered; do
        [ "$remembered" != - ] || continue
        if [ "$replicas" = 0 ]; then
            $KUBECTL --namespace "$1" scale "$2" "$name" --replicas "$remembered" >/dev/null
            echo "$1/$name scaled from 0 to $remembered"
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
            *) die "MODE is '$MODE'; set sleep or wake" ;;
        esac
    done
done
