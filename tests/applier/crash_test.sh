#!/bin/bash
#
# crash_test: whatever dies, running apply again leads to the same end, and no step's effect comes twice.
#
# Usage: crash_test.sh SOURCE-ROOT PROGRAM MAKER, under with_postgres.sh. For all other moments see crash_matrix_test.sh.
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"

dump() {
    pg_dump -n public --inserts -d "$db" | grep -v '^-- Dumped\|^\\\(un\)\?restrict'
}

# The chain of hashes has no gap, each segment is done once, and no secret is missing.
sound_ledger() {
    ask "SELECT 'entry ' || e.n || ' does not follow' FROM pgbale.entry e LEFT JOIN pgbale.entry b ON b.n = e.n - 1
          WHERE e.n > 1 AND e.prev IS DISTINCT FROM b.hash
         UNION ALL
         SELECT 'segment ' || segment || ' of ' || name || ' is done ' || count(*) || ' times'
           FROM pgbale.entry WHERE kind IN ('segment', 'done', 'adopt') GROUP BY name, segment HAVING count(*) <> 1"
}

same_end() {
    dump | diff "$work/wanted" - || echo "the end is another one"
    sound_ledger
    same "finished migrations" 3 "$(ask "SELECT count(*) FROM pgbale.entry WHERE kind = 'finish'")"
}

# Somebody's old transaction makes CREATE INDEX CONCURRENTLY wait. Its process is in $blocker.
block_index() { # SECONDS
    psql -qX -d "$db" -c "BEGIN ISOLATION LEVEL REPEATABLE READ" -c "SELECT count(*) FROM account" \
        -c "SELECT pg_sleep($1)" >/dev/null 2>&1 &
    blocker=$!
    sleep 0.3
}

wait_for_index() {
    local i

    for ((i = 0; i < 100; i++)); do
        [ "$(ask "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%' AND state = 'active'
            AND datname = current_database()")" = 0 ] || return 0
        sleep 0.05
    done
    echo "no index is being built"
}

begin_standalone() {
    fresh
    expect_status 0 apply "$project/two.bale"
    block_index "$1"
    "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" >"$work/out" 2>"$work/err" &
    applier=$!
    wait_for_index
}

applier_killed_inside_standalone() {
    begin_standalone 2
    kill -KILL "$applier"
    wait "$applier" 2>/dev/null || true
    # The orphaned server process goes on building and keeps the lock.
    expect_status 9 apply "$bale" --lock-wait=100ms
    expect_status 0 "$PROGRAM" status --dsn="$dsn"
    prints "open intent"
    wait "$blocker" || true
    expect_status 0 apply "$bale" --lock-wait=20s
    same "adopted" adopt "$(ask "SELECT kind FROM pgbale.entry WHERE kind IN ('done', 'adopt') ORDER BY n LIMIT 1")"
    same_end
}

server_process_killed_inside_standalone() {
    begin_standalone 30
    ask "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%'
        AND pid <> pg_backend_pid()" >/dev/null
    local status=0
    wait "$applier" || status=$?
    same "the exit status" 10 "$status"
    same "the index" f "$(ask "SELECT indisvalid FROM pg_index WHERE indexrelid = 'event_what'::regclass")"
    kill "$blocker"
    ask "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%'
        AND pid <> pg_backend_pid()" >/dev/null
    expect_status 0 apply "$bale"
    says "dropping the invalid index"
    same_end
}

# On a terminal it is said what a statement that runs alone waits for.
progress_of_standalone() {
    fresh
    expect_status 0 apply "$project/two.bale"
    block_index 5
    # shellcheck disable=SC2089
    script -qec "'$PROGRAM' apply '$bale' --trust='$project/trust.json' --env=staging --dsn='$dsn'" "$work/typescript" \
        >"$work/out" 2>"$work/err" </dev/null || echo "exit status $?"
    wait "$blocker" || true
    prints "020-alone.sql:2:1: "
    prints "waiting for server process "
    same_end
}

interrupted_inside_standalone() {
    begin_standalone 2
    kill -INT "$applier"
    local status=0
    wait "$applier" || status=$?
    same "the exit status" 10 "$status"
    grep -q "interrupted" "$work/err" || cat "$work/err"
    wait "$blocker" || true
    expect_status 0 apply "$bale"
    same_end
}

half_done_by_somebody_else() {
    begin_standalone 30
    ask "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%'
        AND pid <> pg_backend_pid()" >/dev/null
    wait "$applier" || true
    kill "$blocker"
    ask "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%'
        AND pid <> pg_backend_pid()" >/dev/null
    ask "DROP INDEX event_what"
    ask "CREATE INDEX event_what ON event (id)"
    expect_status 10 apply "$bale"
    says "[state.standalone]"
    same "what is theirs" t "$(ask "SELECT to_regclass('event_what') IS NOT NULL")"
    ask "DROP INDEX event_what"
    expect_status 0 apply "$bale"
    same_end
}

interrupted_inside_transaction() {
    local signal status started=$SECONDS
    for signal in INT TERM; do
        fresh
        "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" >"$work/out" 2>"$work/err" &
        applier=$!
        sleep 1
        kill -"$signal" "$applier"
        status=0
        wait "$applier" || status=$?
        same "the exit status" 1 "$status"
        grep -q "interrupted by a signal" "$work/err" || cat "$work/err"
        same "the rows" 0 "$(ask "SELECT count(*) FROM slow")"
        same "the entries" 2 "$(ask "SELECT count(*) FROM pgbale.entry")"
    done
    [ $((SECONDS - started)) -lt 20 ] || echo "it took $((SECONDS - started)) s to stop"
}

server_process_killed_inside_transaction() {
    fresh
    "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" >"$work/out" 2>"$work/err" &
    applier=$!
    sleep 1
    ask "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%'
        AND datname = current_database() AND pid <> pg_backend_pid()" >/dev/null
    local status=0
    wait "$applier" || status=$?
    same "the exit status" 8 "$status"
    same "the rows" 0 "$(ask "SELECT count(*) FROM slow")"
}

new_project slow
step 0001-slow 010.sql <<'END'
CREATE TABLE slow (id int);
END
step 0002-sleep 010.sql <<'END'
INSERT INTO slow VALUES (1);
-- tag SELECT
SELECT pg_sleep(60);
END
pack slow 0001-slow 0002-sleep
slow=$project
hub_project hub
hub=$project bale=$project/three.bale
fresh
apply "$bale" >/dev/null 2>&1
dump >"$work/wanted"
for name in applier_killed_inside_standalone \
    progress_of_standalone server_process_killed_inside_standalone interrupted_inside_standalone half_done_by_somebody_else \
    interrupted_inside_transaction server_process_killed_inside_transaction; do
    case $name in *_transaction) project=$slow bale=$slow/slow.bale ;; *) project=$hub bale=$hub/three.bale ;; esac
    check "${name//_/ }" "$($name)"
done
finish
