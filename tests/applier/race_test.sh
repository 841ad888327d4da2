#!/bin/bash
#
# race_test: several appliers at once: one applies, the others wait and find nothing to do, or give up with status 9.
#
# Usage: race_test.sh SOURCE-ROOT PROGRAM MAKER, under with_postgres.sh. RACE_ROUNDS=100 is the long suite (6).
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"
rounds=${RACE_ROUNDS:-6}

dump() {
    pg_dump -n public --inserts -d "$db" | grep -v '^-- Dumped\|^\\\(un\)\?restrict' | LC_ALL=C sort
}

# All went well: the end is the wanted one, nothing ran twice, and the server saw no deadlock.
one_end() {
    dump | diff "$work/wanted" - || echo "the end is another one"
    expect_status 0 "$PROGRAM" log verify --trust="$project/trust.json" --dsn="$dsn"
    same "the entries" "segment finish segment finish segment intent done intent done segment finish" \
        "$(ask "SELECT string_agg(kind, ' ' ORDER BY n) FROM pgbale.entry")"
    same "deadlocks" 0 "$(ask "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")"
    ! grep -hi "deadlock" "$work"/race*.err || true
}

# Starts appliers: NUMBER OPTIONS...
start() {
    local i number=$1

    shift
    rm -f "$work"/race*
    pids=()
    for ((i = 0; i < number; i++)); do
        "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" "$@" >"$work/race$i" \
            2>"$work/race$i.err" &
        pids+=($!)
    done
}

# Waits for all of them; with STATUS, who was locked out may end with it.
wait_for_all() { # [STATUS]
    local i status

    for i in "${!pids[@]}"; do
        status=0
        wait "${pids[$i]}" || status=$?
        [ "$status" = 0 ] || { [ "$status" = "${1:-0}" ] && grep -q "target.locked" "$work/race$i.err"; } || {
            echo "exit status $status"
            cat "$work/race$i.err"
        }
    done
}

applied() {
    same "how many applied" 1 "$(cat "$work"/race? | grep -c '^applied')"
}

all_wait() {
    local round

    for ((round = 0; round < rounds; round++)); do
        fresh
        start $((round % 7 + 2)) --lock-wait=120s
        wait_for_all
        applied
        one_end
        psql -qX -c "DROP DATABASE $db WITH (FORCE)" postgres
    done
}

# Nobody waits: who does not get the lock says who has it.
none_waits() {
    local round

    for ((round = 0; round < rounds; round++)); do
        fresh
        start $((round % 7 + 2)) --lock-wait=0
        wait_for_all 9
        applied
        one_end
        psql -qX -c "DROP DATABASE $db WITH (FORCE)" postgres
    done
}

# Somebody's transactions come and go on the tables, so that CONCURRENTLY and table locks have to wait.
in_traffic() {
    local round traffic

    for ((round = 0; round < (rounds + 2) / 3; round++)); do
        fresh
        apply "$project/one.bale" >/dev/null 2>&1 || echo "one.bale failed"
        (
            while psql -qX -d "$db" -c "BEGIN; SELECT count(*) FROM account; SELECT count(*) FROM event;
                SELECT pg_sleep(0.05); COMMIT" >/dev/null 2>&1; do :; done
        ) &
        traffic=$!
        start $((round % 7 + 2)) --lock-wait=120s --lock-timeout=1s --retries=100
        wait_for_all
        applied
        kill "$traffic" 2>/dev/null || true
        wait "$traffic" 2>/dev/null || true
        one_end
        psql -qX -c "DROP DATABASE $db WITH (FORCE)" postgres
    done
}

# Some have an older bale: they do its part, or find the target ahead.
two_bales() {
    local round i status

    for ((round = 0; round < (rounds + 2) / 3; round++)); do
        fresh
        bale=$project/two.bale
        start 2 --lock-wait=120s
        local older=("${pids[@]}")
        for i in 0 1; do mv "$work/race$i.err" "$work/older$i.err"; done
        bale=$project/three.bale
        start 2 --lock-wait=120s
        wait_for_all
        for i in 0 1; do
            status=0
            wait "${older[$i]}" || status=$?
            [ "$status" = 0 ] || { [ "$status" = 6 ] && grep -q "position.ahead" "$work/older$i.err"; } ||
                cat "$work/older$i.err"
        done
        one_end
        psql -qX -c "DROP DATABASE $db WITH (FORCE)" postgres
    done
}

hub_project hub
fresh
apply "$bale" >/dev/null 2>&1
dump >"$work/wanted"
for name in all_wait none_waits in_traffic two_bales; do
    check "${name//_/ }" "$($name)"
done
finish
