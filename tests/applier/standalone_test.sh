#!/bin/bash
#
# standalone_test: every kind of standalone statement, stopped in the middle and run again.
#
# Usage: standalone_test.sh SOURCE-ROOT PROGRAM MAKER, under with_postgres.sh.
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"

# A project: 0001-base makes what the standalone statement of 0002-alone works on.
alone_project() { # NAME BASE-SQL ALONE-SQL
    new_project "$1"
    step 0001-base 010.sql <<<"$2"
    step 0002-alone 010-alone.sql <<<"$3"
    pack base 0001-base
    pack alone 0001-base 0002-alone
    fresh
    apply "$project/base.bale" >"$work/out" 2>"$work/err" || cat "$work/err"
}

kinds() { # the entries of 0002
    ask "SELECT string_agg(kind, ' ' ORDER BY n) FROM pgbale.entry WHERE sequence = 2"
}

terminate() { # WORDS of its query
    ask "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%$1%' AND pid <> pg_backend_pid()
        AND datname = current_database()" >/dev/null
}

# Begins an apply that an old transaction over TABLE stops inside of its statement. $applier is its process.
stuck() { # TABLE WORDS of the statement
    local i

    psql -qX -d "$db" -c "BEGIN ISOLATION LEVEL REPEATABLE READ" -c "SELECT count(*) FROM $1" \
        -c "SELECT pg_sleep(60) /* blocker */" >/dev/null 2>&1 &
    blocker=$!
    for ((i = 0; i < 100; i++)); do
        [ "$(ask "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%/* blocker */%' AND state = 'active'
            AND pid <> pg_backend_pid() AND datname = current_database()")" = 0 ] || break
        sleep 0.05
    done
    "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" >"$work/out" 2>"$work/err" &
    applier=$!
    for ((i = 0; i < 200; i++)); do
        [ "$(ask "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '$2%' AND state = 'active'
            AND wait_event_type = 'Lock' AND datname = current_database()")" = 0 ] || return 0
        sleep 0.05
    done
    echo "the statement does not wait"
    cat "$work/err"
}

# The server process dies inside of the statement; the applier stops; the way is free again.
stopped_inside() { # TABLE WORDS
    local status=0

    stuck "$1" "$2"
    terminate "$2"
    wait "$applier" || status=$?
    same "the exit status" 10 "$status"
    terminate "/\\* blocker \\*/"
    wait "$blocker" 2>/dev/null || true
    same "the entries" intent "$(kinds)"
}

goes_on() { # WORDS that it says, or none
    expect_status 0 apply "$bale"
    [ -z "$1" ] || says "$1"
    same "invalid indexes" 0 "$(ask "SELECT count(*) FROM pg_index WHERE NOT indisvalid")"
    expect_status 0 apply "$bale"
    prints "nothing"
}

base="CREATE TABLE t (id int PRIMARY KEY, what text);
INSERT INTO t SELECT i, 'x' || i FROM generate_series(1, 100) i;
CREATE INDEX t_what ON t (what);"
parts="CREATE TABLE p (id int) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);"

reindex_index() {
    alone_project reindex-index "$base" "-- reindex public.t_what
REINDEX INDEX CONCURRENTLY t_what;"
    stopped_inside t "REINDEX INDEX"
    same "left" t_what_ccnew "$(ask "SELECT relname FROM pg_class JOIN pg_index ON oid = indexrelid WHERE NOT indisvalid")"
    goes_on "dropping the invalid indexes"
    same "the entries" "intent done finish" "$(kinds)"
}

reindex_table() {
    alone_project reindex-table "$base" "-- reindex public.t
REINDEX TABLE CONCURRENTLY t;"
    stopped_inside t "REINDEX TABLE"
    goes_on "dropping the invalid indexes"
    same "the indexes" "t_pkey t_what" "$(ask "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class
        WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace")"
}

# An invalid index of another table, or of another index, is not ours.
reindex_leaves_others() {
    alone_project reindex-others "CREATE SCHEMA x;
$base
CREATE TABLE x.t (id int);" "-- reindex public.t_what
REINDEX INDEX CONCURRENTLY t_what;"
    stopped_inside t "REINDEX INDEX"
    ask "INSERT INTO x.t VALUES (1), (1)"
    psql -qX -d "$db" -c "CREATE UNIQUE INDEX CONCURRENTLY t_what_ccnew ON x.t (id)" 2>/dev/null || true
    expect_status 0 apply "$bale"
    same "theirs" 1 "$(ask "SELECT count(*) FROM pg_index WHERE NOT indisvalid AND indrelid = 'x.t'::regclass")"
    same "ours" 0 "$(ask "SELECT count(*) FROM pg_index WHERE NOT indisvalid AND indrelid = 't'::regclass")"
}

drop_index() {
    alone_project drop-index "$base" "-- index public.t_what
DROP INDEX CONCURRENTLY t_what;"
    stopped_inside t "DROP INDEX"
    goes_on ""
    same "the index" "" "$(ask "SELECT to_regclass('t_what')")"
}

detach() {
    alone_project detach "$parts" "-- detach public.p1
ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;"
    stopped_inside p "ALTER TABLE p DETACH"
    same "pending" t "$(ask "SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = 'p1'::regclass")"
    goes_on "finishing the detaching"
    same "the partitions" p2 "$(ask "SELECT inhrelid::regclass FROM pg_inherits")"
    same "the entries" "intent adopt finish" "$(kinds)"
}

# Outside of the managed schemas the state does not change: the catalogs decide.
unmanaged_index() {
    alone_project unmanaged "CREATE SCHEMA x;
CREATE TABLE x.t (id int);
CREATE TABLE x.other (id int);" "-- index x.t_id ON t
CREATE INDEX CONCURRENTLY t_id ON x.t (id);"
    ask "CREATE INDEX t_id ON x.t (id)"
    expect_status 6 apply "$bale"
    says "[standalone.foreign]"
    same "the entries" failed "$(kinds)"
    ask "DROP INDEX x.t_id"
    stuck x.t "CREATE INDEX"
    kill -KILL "$applier"
    wait "$applier" 2>/dev/null || true
    terminate "/\\* blocker \\*/"
    expect_status 0 apply "$bale" --lock-wait=20s
    same "the entries" "failed intent adopt finish" "$(kinds)"
}

# After our intent, somebody else's invalid index of that name stands on another table: it is not dropped.
invalid_of_another_table() {
    alone_project another "CREATE SCHEMA x;
CREATE TABLE x.t (id int);
CREATE TABLE x.other (id int);" "-- index x.t_id ON t
CREATE UNIQUE INDEX CONCURRENTLY t_id ON x.t (id);"
    ask "INSERT INTO x.t VALUES (1), (1)"
    expect_status 10 apply "$bale"
    ask "DROP INDEX x.t_id"
    ask "DELETE FROM x.t"
    ask "INSERT INTO x.other VALUES (1), (1)"
    psql -qX -d "$db" -c "CREATE UNIQUE INDEX CONCURRENTLY t_id ON x.other (id)" 2>/dev/null || true
    expect_status 10 apply "$bale"
    says "[standalone.foreign]"
    same "theirs" 1 "$(ask "SELECT count(*) FROM pg_index WHERE NOT indisvalid")"
    ask "DROP INDEX x.t_id"
    goes_on ""
}

# An invalid index, or a pending detach, that was there before the intent.
left_by_somebody_else() {
    alone_project before-intent "CREATE SCHEMA x;
CREATE TABLE x.t (id int, what text);
INSERT INTO x.t VALUES (1, 'x'), (2, 'x');
CREATE INDEX t_what ON x.t (what);" "-- reindex x.t_what
REINDEX INDEX CONCURRENTLY x.t_what;"
    psql -qX -d "$db" -c "CREATE UNIQUE INDEX CONCURRENTLY t_what_ccnew ON x.t (what)" 2>/dev/null || true
    expect_status 6 apply "$bale"
    says "what an interrupted REINDEX left of x.t_what is there already"
    same "theirs" 1 "$(ask "SELECT count(*) FROM pg_index WHERE NOT indisvalid")"
    ask "DROP INDEX x.t_what_ccnew"
    goes_on ""
}

# The partition x.p1 is being detached by somebody who gave up.
pending_detach() {
    psql -qX -d "$db" -c "BEGIN ISOLATION LEVEL REPEATABLE READ" -c "SELECT count(*) FROM x.p" \
        -c "SELECT pg_sleep(60) /* blocker */" >/dev/null 2>&1 &
    blocker=$!
    sleep 0.3
    psql -qX -d "$db" -c "SET statement_timeout = 300" \
        -c "ALTER TABLE x.p DETACH PARTITION x.p1 CONCURRENTLY" >/dev/null 2>&1 || true
    terminate "/\\* blocker \\*/"
    wait "$blocker" 2>/dev/null || true
    same "pending" t "$(ask "SELECT inhdetachpending FROM pg_inherits")"
}

detach_of_somebody_else() {
    alone_project detach-foreign "CREATE SCHEMA x;
$(sed 's/TABLE p/TABLE x.p/; s/OF p/OF x.p/' <<<"$parts")" "-- detach x.p1
ALTER TABLE x.p DETACH PARTITION x.p1 CONCURRENTLY;"
    ask "DROP TABLE x.p2"
    pending_detach
    expect_status 6 apply "$bale"
    says "a pending detach of x.p1 is there already"
    ask "ALTER TABLE x.p DETACH PARTITION x.p1 FINALIZE"
    ask "ALTER TABLE x.p ATTACH PARTITION x.p1 FOR VALUES FROM (1) TO (10)"
    goes_on ""
}

# A migration may finish it; killed after that, it finds it done.
finalize() {
    alone_project finalize "CREATE SCHEMA x;
$(sed 's/TABLE p/TABLE x.p/; s/OF p/OF x.p/' <<<"$parts")" "-- finalize x.p1
-- tag ALTER TABLE
ALTER TABLE x.p DETACH PARTITION x.p1 FINALIZE;"
    ask "DROP TABLE x.p2"
    pending_detach
    goes_on ""
    same "the entries" "intent done finish" "$(kinds)"
    same "the partitions" 0 "$(ask "SELECT count(*) FROM pg_inherits")"
}

duplicate_rows() {
    alone_project duplicates "CREATE TABLE t (id int);" "-- index public.t_id
CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id);"
    ask "INSERT INTO t VALUES (1), (1)"
    expect_status 10 apply "$bale"
    says "could not create unique index"
    expect_status 10 apply "$bale"
    says "dropping the invalid index"
    ask "DELETE FROM t"
    goes_on "dropping the invalid index"
}


# Statements that are atomic by themselves: stopped before or after, never in the middle.
atomic() {
    alone_project atomic "$base
ALTER TABLE t ADD CHECK (id > 0) NOT VALID;
CREATE TYPE mood AS ENUM ('a');" "ALTER TYPE mood ADD VALUE 'b';
ALTER TABLE t VALIDATE CONSTRAINT t_id_check;
VACUUM t;"
    psql -qX -d "$db" -c "BEGIN" -c "LOCK TABLE t" -c "SELECT pg_sleep(60) /* blocker */" >/dev/null 2>&1 &
    sleep 0.4
    "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" >"$work/out" 2>"$work/err" &
    applier=$!
    local i
    for ((i = 0; i < 200; i++)); do
        [ "$(ask "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'ALTER TABLE t VAL%' AND wait_event_type = 'Lock'
            AND datname = current_database()")" = 0 ] || break
        sleep 0.05
    done
    kill -KILL "$applier"
    wait "$applier" 2>/dev/null || true
    terminate "ALTER TABLE t VAL"
    terminate "/\\* blocker \\*/"
    expect_status 0 apply "$bale" --lock-wait=20s
    same "the entries" "intent done intent done intent done finish" "$(kinds)"
    same "the constraint" t "$(ask "SELECT convalidated FROM pg_constraint WHERE conname = 't_id_check'")"
    same "the values" 2 "$(ask "SELECT count(*) FROM pg_enum")"
}

for name in reindex_index reindex_table reindex_leaves_others drop_index detach detach_of_somebody_else finalize \
    unmanaged_index invalid_of_another_table left_by_somebody_else duplicate_rows atomic; do
    check "${name//_/ }" "$($name 2>&1)"
done
finish
