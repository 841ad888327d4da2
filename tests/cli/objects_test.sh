#!/bin/bash
#
# objects: what `pgbale diff` says about objects that it cannot, or must not, plan.
#
# Usage: objects_test.sh SOURCE-ROOT PGBALE PGBALE-APPLY PGBALE-AUDIT
set -uo pipefail
TOP=$1 PGBALE=$2 APPLY=$3 AUDIT=$4
# shellcheck source=tests/tap.sh
. "$TOP/tests/tap.sh"
NO_PROJECT=yes
# shellcheck source=tests/cli/fixture.sh
. "$TOP/tests/cli/fixture.sh"
mkdir "$work/sides"
cd "$work/sides" || exit 1
scratch=(--scratch "host=$PGHOST user=$PGUSER dbname=postgres")

plans() { # OPTION...: prints the plan from a.sql to b.sql
    try "$PGBALE" diff "${scratch[@]}" --from a.sql --to b.sql "$@"
}

refuses_plan() { # STATUS NAME OPTION...
    local status=$1 name=$2

    shift 2
    refuses "$status" "$name" "$PGBALE" diff "${scratch[@]}" --from a.sql --to b.sql "$@"
}

# What is remembered of a schema gives the plan that reading it gives, also where parts are copies.
remembered() {
    cat >a.sql <<'END'
CREATE TABLE reading (id int, v int DEFAULT 1, note text) PARTITION BY RANGE (id);
CREATE TABLE reading_low PARTITION OF reading FOR VALUES FROM (0) TO (10);
CREATE INDEX ON reading (v);
CREATE TABLE base (a int NOT NULL);
CREATE TABLE derived (b int) INHERITS (base);
END
    sed 's/v int/v bigint/; s/note text/note text, more int/; s/a int/a bigint/' a.sql >b.sql
    try "$PGBALE" diff --from a.sql --to b.sql
    mv "$work/out" "$work/first"
    try "$PGBALE" diff --from a.sql --to b.sql
    diff "$work/first" "$work/out"
    try "$PGBALE" diff "${scratch[@]}" --from a.sql --to b.sql
    diff "$work/first" "$work/out"
}

# A label goes only when no row holds it; the step stops before anything is changed.
label_held() {
    echo "CREATE TYPE level AS ENUM ('low', 'high'); CREATE TABLE t (level level, more level[]);" >a.sql
    echo "CREATE TYPE level AS ENUM ('high'); CREATE TABLE t (level level, more level[]);" >b.sql
    plans
    prints "-- pgbale: expect-rows 0"
    prints "SELECT FROM public.t WHERE level::text IN ('low') LIMIT 1;"
    prints "SELECT FROM public.t WHERE more::text[] && ARRAY['low'] LIMIT 1;"
    createdb held
    psql -qX -d held -f a.sql -c "INSERT INTO t VALUES ('high', '{high,low}')"
    psql -qXt -v ON_ERROR_STOP=1 -d held -f "$work/out" >/dev/null 2>"$work/err" && echo "a label that a row holds is gone"
    says 'invalid input value for enum public.level: "low"'
    same "what the row holds" "high|{high,low}" "$(psql -qAtX -d held -c 'TABLE t')"
}

label_misplaced() {
    echo "CREATE TYPE level AS ENUM ('low');" >a.sql
    printf "CREATE TYPE level AS ENUM (\n-- pgbale: renamed-from 'lo'\n'lower');\n" >b.sql
    refuses_plan 2 -
    says "b.sql:2:1: renamed-from 'lo': the present state has no such label"
    printf -- "-- pgbale: renamed-from 'low'\nCREATE TYPE level AS ENUM ('lower');\n" >b.sql
    refuses_plan 2 -
    says "it does not stand before a label of an enum"
}

check "what is remembered of a schema plans as what is read" "$(remembered)"
check "an enum label that rows hold is not removed" "$(label_held)"
check "an old label must be one, and stand where it means something" "$(label_misplaced)"
finish
