#!/bin/bash
#
# crash_matrix_test: the applier, its server process, or the whole server dies, at any call to the database or at
# any moment. Running apply again until it ends leads to the same end, and each step's effect comes exactly once.
#
# Usage: crash_matrix_test.sh SOURCE-ROOT PROGRAM MAKER FAULTY
# FAULTY is the program with fault.c. CRASH_KILLS is the number of random kills (20), CRASH_STRIDE the distance
# between the calls that are tried one by one (199; 1: every call), CRASH_SEED repeats a run.
set -euo pipefail
PROGRAM=$2 MAKER=$3 FAULTY=$4
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"
. "$1/tests/applier/servers.sh"
kills=${CRASH_KILLS:-20} stride=${CRASH_STRIDE:-199} seed=${CRASH_SEED:-$RANDOM}
RANDOM=$seed

# The number of calls that an uninterrupted run makes, and its time in milliseconds, are measured.
calls=0 span=0 done_kills=0 rounds=0

# Where a row lies in its table depends on what was rolled back before, so the lines are sorted.
dump() {
    pg_dump -n public --inserts -d "$db" | grep -v '^-- Dumped\|^\\\(un\)\?restrict' | LC_ALL=C sort
}

# The end is that of a run that nothing interrupted.
same_end() {
    dump | diff "$work/wanted" - || echo "the end is another one"
    expect_status 0 "$PROGRAM" log verify --trust="$project/trust.json" --dsn="$dsn"
    expect_status 0 "$PROGRAM" status "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn"
    prints "as promised"
    # Each segment ended once, each migration too, and no index is invalid.
    same "what is wrong" "" "$(ask "
        SELECT 'segment ' || segment || ' of ' || name || ' ended ' || count(*) || ' times' FROM pgbale.entry
         WHERE kind IN ('segment', 'done', 'adopt') GROUP BY name, segment HAVING count(*) <> 1
        UNION ALL SELECT name || ' finished ' || count(*) || ' times' FROM pgbale.entry
         WHERE kind = 'finish' GROUP BY name HAVING count(*) <> 1
        UNION ALL SELECT 'invalid ' || indexrelid::regclass FROM pg_index WHERE NOT indisvalid
        UNION ALL SELECT step || ' counted ' || times FROM counter WHERE times <> 1")"
}

run_apply() { # PROGRAM: the process id is in $applier
    "$1" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" >"$work/out" 2>"$work/err" &
    applier=$!
}

# WHO: applier, backend or server. It dies when the applier makes its n-th call to the database.
kill_at_call() { # WHO N
    local command="kill -TERM \$FAULT_PID; sleep 0.02"

    [ "$1" != server ] || command="kill -QUIT ${server_pid[crash]}; sleep 0.02"
    [ "$1" != applier ] || command=
    FAULT_AT=$2 FAULT_COMMAND=$command run_apply "$FAULTY"
}

kill_at_moment() { # WHO MILLISECONDS
    run_apply "$PROGRAM"
    sleep "$(printf '%d.%03d' $(($2 / 1000)) $(($2 % 1000)))"
    case $1 in
    applier) kill -KILL "$applier" 2>/dev/null || true ;;
    backend) ask "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'pgbale-apply%'
        AND datname = current_database()" >/dev/null 2>&1 || true ;;
    server) kill -QUIT "${server_pid[crash]}" 2>/dev/null || true ;;
    esac
}

# Waits for the applier. $ended says whether it applied all; the server is up again.
outcome() { # WHAT
    local status=0

    ended=
    { wait "$applier" || status=$?; } 2>/dev/null
    kill -0 "${server_pid[crash]}" 2>/dev/null && "$pg_bin/pg_isready" -q || { server_crash crash; server_start crash; }
    case $status in
    0) ended=yes ;;
    8 | 10 | 137) done_kills=$((done_kills + 1)) ;;
    *)
        echo "exit status $status after $1 (seed $seed)"
        cat "$work/err"
        ;;
    esac
}

finished_round() { # WHAT
    local wrong

    expect_status 0 apply "$bale" --lock-wait=60s
    wrong=$(same_end)
    [ -z "$wrong" ] || printf 'after %s (seed %s):\n%s\n' "$1" "$seed" "$wrong"
    psql -qX -c "DROP DATABASE $db WITH (FORCE)" postgres
    rounds=$((rounds + 1))
    [ $((rounds % 10)) != 0 ] || echo "# $done_kills kills in $rounds databases so far" >&3
}

# One kill in each database, each call in turn.
at_calls() { # WHO
    local n

    for ((n = 1; n <= calls; n += stride)); do
        fresh
        kill_at_call "$1" "$n"
        outcome "$1 at call $n"
        finished_round "$1 at call $n"
    done
}

# Kills at random, again and again in the same database, until nothing is left to do.
at_random() {
    local what who who_of=(applier backend server) enough=$((done_kills + kills))

    while [ "$done_kills" -lt "$enough" ]; do
        fresh
        what=
        ended=
        while [ -z "$ended" ] && [ "$done_kills" -lt "$enough" ]; do
            who=${who_of[RANDOM % 3]}
            if [ $((RANDOM % 2)) = 0 ]; then
                what+=" $who at call $((n = RANDOM % (calls / 2) + 1))"
                kill_at_call "$who" "$n"
            else
                what+=" $who after $((n = RANDOM % span)) ms"
                kill_at_moment "$who" "$n"
            fi
            outcome "$what"
        done
        finished_round "$what"
    done
}

at_every_call_of_applier() { at_calls applier; }
at_every_call_of_backend() { at_calls backend; }
at_every_call_of_server() { at_calls server; }

# Every kind of segment: tables, data, a counter that shows what was done twice, and statements that run alone.
counted_project() {
    new_project counted
    step 0001-first 010.sql <<'END'
CREATE TABLE counter (step text PRIMARY KEY, times int NOT NULL);
CREATE FUNCTION count_step(what text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO counter VALUES (what, 1) ON CONFLICT (step) DO UPDATE SET times = counter.times + 1
$$;
CREATE TABLE account (id int PRIMARY KEY, handle text NOT NULL);
INSERT INTO account SELECT i, 'h' || i FROM generate_series(1, 2000) i;
SELECT count_step('first');
END
    step 0002-second 010.sql <<'END'
CREATE TYPE mood AS ENUM ('calm');
ALTER TABLE account ADD COLUMN name text, ADD COLUMN felt mood;
-- rows 2000..2000
UPDATE account SET name = upper(handle);
SELECT count_step('second');
END
    step 0002-second 020-alone.sql <<'END'
-- index public.account_name ON account
CREATE INDEX CONCURRENTLY account_name ON account (name);
-- value public.mood keen
ALTER TYPE mood ADD VALUE 'keen';
-- index public.account_handle ON account
CREATE UNIQUE INDEX CONCURRENTLY account_handle ON account (handle);
END
    step 0002-second 030.sql <<'END'
UPDATE account SET felt = 'keen' WHERE id = 7;
ALTER TABLE account ADD CONSTRAINT short CHECK (length(handle) < 9) NOT VALID;
SELECT count_step('after');
END
    step 0003-third 010-alone.sql <<'END'
ALTER TABLE account VALIDATE CONSTRAINT short;
-- reindex public.account_name
REINDEX INDEX CONCURRENTLY account_name;
-- index public.account_name
DROP INDEX CONCURRENTLY account_name;
END
    step 0003-third 020.sql <<'END'
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON account FOR SELECT USING (name = current_user);
SELECT count_step('third');
END
    pack counted 0001-first 0002-second 0003-third
}

# What a run that nothing interrupts leads to, how many calls it makes, and how long it takes.
measure() {
    local from

    fresh
    from=$(date +%s%N)
    FAULT_AT=0 FAULT_COUNT="$work/calls" run_apply "$FAULTY"
    outcome "no kill"
    [ "$ended" = yes ] || cat "$work/err"
    span=$((($(date +%s%N) - from) / 1000000))
    calls=$(cat "$work/calls")
    dump >"$work/wanted"
    same_end
}

exec 3>&1
server_make crash </dev/null
server_start crash
export PGHOST=$servers/crash PGUSER=postgres PGDATABASE=postgres
counted_project
for name in measure at_every_call_of_applier at_every_call_of_backend at_every_call_of_server at_random; do
    # Not in $(...): a server that is started there would end there.
    "$name" >"$work/findings" 2>&1 || echo "$name stopped with status $?" >>"$work/findings"
    check "${name//_/ }" "$(cat "$work/findings")"
done
echo "# $done_kills kills in $rounds databases, $calls calls, seed $seed"
finish
