#!/bin/bash
#
# check: the example project examples/hub keeps its promises, shown with nothing but psql and pg_dump.
#
# Usage: tests/with_postgres.sh tests/hub/check.sh
#
# On the server of the PG* variables, as a superuser: (1) the declared schema and the replayed migrations give the
# same dump, one migration per transaction and all of them in as few as possible; (2) the same with rows in the
# tables from the first migration on, and the data steps move them; (3) row level security answers as intended;
# (4) the edit in examples/hub/next loads. Databases called hub_check_* are made and dropped.
set -euo pipefail

top=$(cd "$(dirname "$0")/../.." && pwd)
hub=$top/examples/hub
here=$top/tests/hub
work=$(mktemp -d)
made=()

finish() {
    local name

    for name in "${made[@]}"; do
        dropdb --if-exists --force "$name" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

die() {
    printf 'check: %s\n' "$*" >&2
    exit 1
}

# Runs psql on a database: stops at the first error, in the session that step files are promised.
run() {
    local name=$1

    shift
    PGOPTIONS='-c search_path=public,extensions,pg_temp -c row_security=off -c client_min_messages=warning' \
        psql -X -q -v ON_ERROR_STOP=1 -d "$name" "$@"
}

# Makes a database with the prelude in it.
make() {
    made+=("$1")
    dropdb --if-exists "$1" 2>/dev/null
    createdb "$1"
    psql -X -q -v ON_ERROR_STOP=1 -d "$1" -f "$top/compiler/preludes/supabase.sql" >/dev/null
}

# Loads every file under a folder, in the order of their paths, as one transaction.
declare_schema() {
    local name=$1 folder=$2 file files=()

    while IFS= read -r file; do
        files+=(-f "$file")
    done < <(find "$folder" -name '*.sql' | LC_ALL=C sort)
    run "$name" -1 "${files[@]}"
}

is_standalone() {
    [ "$(head -n 1 "$1")" = "-- pgbale: standalone" ]
}

# Replays step files in order. Neighbours that need no transaction of their own share one.
replay() {
    local name=$1 file group=()

    shift
    for file in "$@"; do
        if is_standalone "$file"; then
            [ ${#group[@]} = 0 ] || run "$name" -1 "${group[@]}"
            group=()
            run "$name" -f "$file"
        else
            group+=(-f "$file")
        fi
    done
    [ ${#group[@]} = 0 ] || run "$name" -1 "${group[@]}"
}

dump() {
    pg_dump --schema-only --schema=public --schema=hub "$1" | sed '/^\\\(un\)\?restrict /d' >"$work/$1"
}

same() {
    dump "$2"
    diff -u "$work/$1" "$work/$2" >&2 || die "$3"
}

PGOPTIONS='-c client_min_messages=warning'
export PGOPTIONS

make hub_check_declared
declare_schema hub_check_declared "$hub/schema"
dump hub_check_declared

make hub_check_each
for folder in "$hub"/migrations/*/; do
    replay hub_check_each "$folder"*.sql
done
same hub_check_declared hub_check_each "the migrations, one at a time, do not reach the declared schema"

make hub_check_all
replay hub_check_all "$hub"/migrations/*/*.sql
same hub_check_declared hub_check_all "the migrations, all at once, do not reach the declared schema"

make hub_check_rows
for folder in "$hub"/migrations/*/; do
    replay hub_check_rows "$folder"*.sql
    case $folder in
        */0001-*) run hub_check_rows -f "$here/first_rows.sql" ;;
    esac
done
same hub_check_declared hub_check_rows "the migrations do not reach the declared schema when there are rows"
run hub_check_rows -f "$here/moved_rows.sql"
psql -X -q -v ON_ERROR_STOP=1 -d hub_check_rows -f "$here/rls.sql"

make hub_check_next
cp -R "$hub/schema" "$work/schema"
cp -R "$hub/next/schema/." "$work/schema/"
declare_schema hub_check_next "$work/schema"
dump hub_check_next
! cmp -s "$work/hub_check_declared" "$work/hub_check_next" || die "examples/hub/next changes nothing"

echo "check: examples/hub holds"
