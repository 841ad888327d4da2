#!/bin/bash
#
# adopt_test: baseline adopts what is there, --dry-run leaves nothing behind.
#
# Usage: adopt_test.sh SOURCE-ROOT PROGRAM MAKER, under with_postgres.sh.
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"

baseline() { # BALE VERSION OPTIONS...
    local bale=$1 version=$2

    shift 2
    "$PROGRAM" baseline "$bale" --at="$version" --trust="$project/trust.json" --env=staging --dsn="$dsn" "$@"
}

# A database with the schema of two.bale and no ledger.
made_by_hand() {
    fresh
    apply "$project/two.bale" --accept-breaking >/dev/null 2>&1 || echo "two.bale failed"
    psql -qX -d "$db" -c "DROP SCHEMA pgbale CASCADE" 2>/dev/null
}

adopts() {
    made_by_hand
    expect_status 6 apply "$project/three.bale"
    says "[state.drift]"
    expect_status 0 baseline "$project/three.bale" 0.2.0
    prints "is at version 0.2.0 (0002-handles)"
    same "the entries" "baseline 0.2.0 2" "$(ask "SELECT concat_ws(' ', kind, version, sequence) FROM pgbale.entry")"
    expect_status 0 "$PROGRAM" status "$project/three.bale" --trust="$project/trust.json" --dsn="$dsn"
    prints "as promised"
    expect_status 0 apply "$project/two.bale"
    prints "nothing"
    expect_status 0 apply "$project/three.bale"
    prints "version 0.2.0 to 0.3.0, 1 migrations"
    expect_status 0 "$PROGRAM" log verify --dsn="$dsn" --trust="$project/trust.json"
}

refuses() {
    made_by_hand
    expect_status 6 baseline "$project/three.bale" 0.1.0
    says "[baseline.state]"
    says "it is that of version 0.2.0 (0002-handles)"
    expect_status 2 baseline "$project/three.bale" 7.0.0
    says "[baseline.version]"
    expect_status 2 "$PROGRAM" baseline "$project/three.bale" --trust="$project/trust.json" --env=staging --dsn="$dsn"
    ask "ALTER TABLE account ADD COLUMN by_hand int"
    expect_status 6 baseline "$project/three.bale" 0.2.0
    says "[baseline.state]"
    same "a ledger" "" "$(ask "SELECT nspname FROM pg_namespace WHERE nspname = 'pgbale'")"
    fresh
    expect_status 0 apply "$project/one.bale"
    expect_status 6 baseline "$project/three.bale" 0.1.0
    says "[baseline.applied]"
    expect_status 5 "$PROGRAM" baseline "$project/three.bale" --at=0.1.0 --trust="$project/trust.json" --env=test --dsn="$dsn"
}

# Claims of the migrations that are behind the baseline count too.
claims_are_kept() {
    new_project claims
    step 0001-base 010.sql <<<"CREATE TABLE base (id int);"
    echo 0.10.0 >"$project/0001-base/breaks"
    step 0002-more 010.sql <<<"ALTER TABLE base ADD COLUMN a int;"
    echo 0.9.0 >"$project/0002-more/breaks"
    pack two 0001-base 0002-more
    made_by_hand
    expect_status 0 baseline "$bale" 0.2.0 --json
    jq -e '.result == "adopted" and .at.version == "0.2.0"' "$work/out" >/dev/null || cat "$work/out"
    same "the status" "f|too old|0.10.0|0.2.0" "$(ask "SELECT concat_ws('|', supported, reason, min_version, schema_version)
        FROM pgbale.client_status('lndb', '0.9.9')")"
}

dry_run() {
    local before

    fresh
    before=$(pg_dump -d "$db" | grep -v '^\\\(un\)\?restrict')
    expect_status 0 apply "$project/three.bale" --dry-run
    prints "3 segments on"
    prints "3 segments from the standalone statement at 0003-index/020-alone.sql:2:1 on"
    same "the dump" "$before" "$(pg_dump -d "$db" | grep -v '^\\\(un\)\?restrict')"
    expect_status 0 apply "$project/two.bale" --dry-run --json
    jq -e '.tried == 2 and .not_tried == 0 and .result == "dry-run"' "$work/out" >/dev/null || cat "$work/out"
    expect_status 0 apply "$project/one.bale"
    before=$(pg_dump -d "$db" | grep -v '^\\\(un\)\?restrict\|setval')
    expect_status 0 apply "$project/three.bale" --dry-run
    same "the dump" "$before" "$(pg_dump -d "$db" | grep -v '^\\\(un\)\?restrict\|setval')"
    # What would fail, fails.
    ask "DELETE FROM event; DELETE FROM account WHERE id = 2"
    before=$(pg_dump -d "$db" | grep -v '^\\\(un\)\?restrict')
    expect_status 7 apply "$project/two.bale" --dry-run
    says "[step.rows]"
    same "the dump" "$before" "$(pg_dump -d "$db" | grep -v '^\\\(un\)\?restrict')"
    expect_status 2 apply "$project/two.bale" --dry-run --receipt=x --receipt-key=y
}

hub_project hub
hub=$project
for name in adopts refuses claims_are_kept dry_run; do
    project=$hub
    check "${name//_/ }" "$($name)"
done
finish
