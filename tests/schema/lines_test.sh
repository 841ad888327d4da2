#!/bin/bash
#
# lines_test: a large database is read on two connections that see one state, or on one when there is no second.
#
# Usage: lines_test.sh SOURCE-ROOT PGBALE, under with_postgres.sh.
set -euo pipefail
top=$1 pgbale=$2
. "$top/tests/tap.sh"
work=$(mktemp -d /tmp/pgbale-lines-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache
cd "$work"

# 33,000 columns: pg_attribute has more than 4 MB.
mkdir schema
for ((table = 0; table < 22; table++)); do
    echo "CREATE TABLE app.t$table ("
    for ((column = 0; column < 1499; column++)); do echo "c$column int,"; done
    echo "id int DEFAULT 1 + $table CHECK (id > 0));"
done >tables.sql
{ echo "CREATE SCHEMA app;" && cat tables.sql; } >schema/all.sql
createdb big
psql -qX -v ON_ERROR_STOP=1 -d big -f schema/all.sql -c "CREATE ROLE visitor LOGIN CONNECTION LIMIT 1"

sessions() { psql -XAtq -d postgres -c "SELECT sessions FROM pg_stat_database WHERE datname = 'big'"; }

# The SQL that leads from the database to the files, as USER sees it; what is not as expected is printed.
compare() { # USER STATUS [LINE...]
    local user=$1 expected=$2 status=0 line

    shift 2
    "$pgbale" diff --schemas app --check --plain --from "host=$PGHOST dbname=big user=$user" --to schema \
        >out 2>err || status=$?
    [ "$status" = "$expected" ] || { echo "status $status" && cat out err; }
    for line in "$@"; do
        grep -qF "$line" out || echo "no line: $line"
    done
}

# How many sessions a comparison makes. They are counted when they begin, which is seen a little later.
counted() { # NUMBER USER
    local number=$1 before after wait

    before=$(sessions)
    after=$before
    compare "$2" 0
    for ((wait = 0; wait < 50 && after - before < number; wait++)); do
        sleep 0.1
        after=$(sessions)
    done
    [ $((after - before)) = "$number" ] || echo "$((after - before)) sessions, not $number"
}

# The first run also loads the files, and keeps what they lead to.
check "a large database is as its files say" "$(compare postgres 0)"
check "and is read on two connections" "$(counted 2 postgres)"
check "who may have only one connection reads as much on it" "$(counted 1 visitor)"
sed -i 's/DEFAULT 1 + 3 CHECK (id > 0)/DEFAULT 1 + 3/' schema/all.sql
echo "CREATE VIEW app.v AS SELECT id FROM app.t3;" >>schema/all.sql
for user in postgres visitor; do
    check "a difference is found by $user" \
        "$(compare $user 3 "ALTER TABLE app.t3 DROP CONSTRAINT t3_id_check" "CREATE VIEW app.v AS")"
done
finish
