#!/bin/bash
#
# objects: what `pgbale diff` says about objects that it cannot, or must not, plan.
#
# Usage: objects_test.sh SOURCE-ROOT PGBALE PGBALE-APPLY PGBALE-AUDIT
set -uo pipefail
TOP=$1 PGBALE=$2 APPLY=$3 AUDIT=$4
# shellcheck source=tests/tap.sh
. "$TOP/tests/tap.sh"
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

check "what is remembered of a schema plans as what is read" "$(remembered)"
finish
