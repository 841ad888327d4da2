#!/bin/bash
#
# vectors: every vector, and what pgbale-audit, pgbale-apply and the standard tools say about it.
#
# Usage: tests/vectors/vectors_test.sh SOURCE-ROOT PGBALE-AUDIT PGBALE-APPLY
#
# One case per vector: both programs must end with its status and name its refusal, and docs/verify-by-hand.sh
# must come to the same verdict wherever it can judge. The script takes its time, so it judges the first variant of
# each case; TOOLS=all has it judge them all (2 minutes more), and TOOLS=none none.
# VECTORS=FOLDER uses vectors that are there already.
set -euo pipefail
root=$(realpath "$1") audit=$(realpath "$2") apply=$(realpath "$3")
# shellcheck source=tests/tap.sh
. "$root/tests/tap.sh"
unset PGBALE_TRUST PGBALE_ENV LAMIN_ENV POSTGRES_DSN

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=${VECTORS:-$work/vectors}
[ -d "$folder" ] || python3 "$root/tests/vectors/generate.py" "$folder"
cd "$folder"

# Exit status and refusal against what the vector says. The name stands in brackets or parentheses in the message.
judge() { # PROGRAM STATUS NAME FOUND MESSAGE
    [ "$2" = "$4" ] || echo "$1: exit $4, not $2: $5"
    [ -z "$3" ] || [[ $5 == *"$3"* ]] || echo "$1: the message lacks $3: $5"
    [[ $5 != *[$'\x01'-$'\x08\x0b'-$'\x1f']* ]] || echo "$1: the message holds control characters"
}

run() { # PROGRAM STATUS NAME COMMAND...
    local program=$1 status=$2 name=$3 found=0 message

    shift 3
    message=$(timeout 20 "$@" 2>&1 >/dev/null </dev/null) || found=$?
    judge "$program" "$status" "$name" "$found" "$message"
}

by_tools() { # FILE TRUST AT VERDICT
    local found=accept

    "$root/docs/verify-by-hand.sh" --trust "$2" --at "$3" "$1" >"$work/out" 2>&1 </dev/null || found=refuse
    [ "$found" = "$4" ] || { echo "the standard tools: $found"; cat "$work/out"; }
}

vector() { # COMMAND FILE TRUST AT STATUS NAME TOOLS
    case $1 in
    verify)
        run pgbale-audit "$5" "$6" "$audit" verify "$2" --trust "$3" --at "$4"
        run pgbale-apply "$5" "$6" "$apply" verify "$2" --trust "$3"
        [ -z "$7" ] || by_tools "$2" "$3" "$4" "$7"
        ;;
    check) run pgbale-audit "$5" "$6" "$audit" trust check "$2" ;;
    update)
        cp trust.json "$work/installed.json"
        run pgbale-audit "$5" "$6" "$audit" trust update "$2" --trust "$work/installed.json" --at "$4"
        [ "$5" = 0 ] || cmp trust.json "$work/installed.json" 2>&1
        ;;
    esac
}

judged=''
while IFS=$'\x1f' read -r id variant command file trust at status name tools what; do
    case ${TOOLS:-first} in
    all) ;;
    none) tools='' ;;
    *) if [ "$id" = "$judged" ]; then tools=''; elif [ -n "$tools" ]; then judged=$id; fi ;;
    esac
    check "$id ${variant:+$variant }- $what" "$(vector "$command" "$file" "$trust" "$at" "$status" "$name" "$tools")"
done < <(jq -r '.[] | [.id, .variant, .command, .file, .trust, (.at | tostring), (.status | tostring), .name, .tools,
    (.what | gsub("#"; "no."))] | join("\u001f")' cases.json)
finish
