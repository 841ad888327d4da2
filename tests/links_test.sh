#!/bin/bash
#
# links: fails when a program contains or loads what it must not.
#
# Usage: tests/links_test.sh PGBALE PGBALE-APPLY PGBALE-AUDIT APPLIER-ARCHIVE ARCHIVE...
#
# ARCHIVE... are the static libraries of schema/ and compiler/. A function is known by its name; those that
# the applier's own library defines too are its own. The applier must hold none of their functions
# and no SQL parser; the auditor, besides, must be unable to reach a database. The same checks run on the
# compiler, where they must find something: a check that sees nothing there would prove nothing.
set -euo pipefail
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

compiler=$1 applier=$2 auditor=$3 own=$4
shift 4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Functions and data that a program or library defines and others could call.
defines() {
    nm --defined-only --extern-only --format=posix "$@" 2>/dev/null | awk 'NF >= 2 { print $1 }' | sort -u
}

comm -23 <(defines "$@") <(defines "$own") >"$work/schema-symbols"

# Every name in a program's symbol tables, defined or not, without symbol versions.
names() {
    { nm --format=posix "$1"; nm --dynamic --format=posix "$1"; } 2>/dev/null | awk '{ sub(/@.*/, "", $1); print $1 }' | sort -u
}

loads() {
    readelf --dynamic --wide "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p'
}

parser_in() {
    names "$1" | grep -E '^(pg_query_|raw_parser$|base_yyparse$|protobuf_c_)' | sed 's/^/contains /'
    loads "$1" | grep -E '^lib(pg_query|protobuf-c)' | sed 's/^/loads /'
}

schema_in() {
    defines "$1" | comm -12 - "$work/schema-symbols" | sed 's/^/contains /'
}

libpq_in() {
    names "$1" | grep -E '^(PQ[a-z]|pq[A-Z]|pg_connect$)' | sed 's/^/contains /'
    loads "$1" | grep -E '^libpq\.' | sed 's/^/loads /'
}

# A check that must find something finds nothing.
blind() {
    [ -n "$1" ] || echo "$2"
}

check "programs still have their symbol tables" \
    "$(for program in "$compiler" "$applier" "$auditor"; do
        names "$program" | grep -x main >/dev/null || echo "$program: no symbol \"main\""
    done)"
check "the check for a parser sees the compiler's" "$(blind "$(parser_in "$compiler" || true)" "no parser found")"
check "the check for schema/ sees the compiler's" "$(blind "$(schema_in "$compiler" || true)" "no schema code found")"
check "the check for libpq sees the applier's" "$(blind "$(libpq_in "$applier" || true)" "no libpq found")"
check "pgbale-apply has no SQL parser" "$(parser_in "$applier" || true)"
check "pgbale-apply has nothing of schema/ and compiler/" "$(schema_in "$applier" || true)"
check "pgbale-audit has no SQL parser" "$(parser_in "$auditor" || true)"
check "pgbale-audit has nothing of schema/ and compiler/" "$(schema_in "$auditor" || true)"
check "pgbale-audit cannot reach a database" "$(libpq_in "$auditor" || true)"
finish
