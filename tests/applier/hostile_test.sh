#!/bin/bash
#
# hostile_test: answers and surroundings that nobody wishes for: endless rows, floods of notices, control characters,
# COPY, closed descriptors, little memory.
#
# Usage: hostile_test.sh SOURCE-ROOT PROGRAM MAKER, under with_postgres.sh; UNSCANNED_* are without the scan of statements.
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"

# A bale of one step from standard input.
one_step() { # NAME
    new_project "$1"
    step 0001-only 010.sql
    pack only 0001-only
    fresh
}

# Rows are dropped one at a time, however many there are.
endless_rows() {
    one_step rows <<'END'
-- tag SELECT
SELECT repeat('x', 10000) FROM generate_series(1, 60000);
END
    # 600 MB of rows in 150 MB of address space.
    (
        ulimit -v "${ADDRESS_SPACE:-150000}"
        expect_status 0 apply "$bale"
    )
}

flood_of_notices() {
    one_step flood <<'END'
-- tag DO
DO $$ BEGIN FOR i IN 1..5000 LOOP RAISE WARNING 'warning %', i; END LOOP; END $$;
END
    expect_status 0 apply "$bale"
    says "more notices are not shown"
    [ "$(wc -l <"$work/err")" -lt 70 ] || echo "$(wc -l <"$work/err") lines"
}

# What a server says cannot steer the terminal, nor fill it.
control_characters() {
    one_step control <<'END'
-- tag DO
DO $$ BEGIN RAISE WARNING '%', E'\x1b]52;c;aGk=\x07\x1b[2J\rbye' || repeat('y', 100000); END $$;
END
    expect_status 0 apply "$bale"
    ! grep -q $'[\x01-\x08\x0b-\x1f\x7f]' "$work/err" || echo "a control character is shown"
    [ "$(wc -c <"$work/err")" -lt 5000 ] || echo "$(wc -c <"$work/err") bytes"
    one_step control-error <<'END'
-- tag DO
DO $$ BEGIN RAISE '%', E'\x1b[2J'; END $$;
END
    expect_status 7 apply "$bale"
    ! grep -q $'[\x01-\x08\x0b-\x1f\x7f]' "$work/err" || echo "a control character is shown"
    expect_status 7 apply "$bale" --json
    ! grep -q $'[\x01-\x08\x0b-\x1f\x7f]' "$work/err" "$work/out" || echo "a control character is shown"
}

# Nothing of ours is sent where a COPY asks for it, nothing of theirs is kept.
copies() {
    local text PROGRAM=$UNSCANNED_APPLY MAKER=$UNSCANNED_MAKER

    for text in "COPY base FROM STDIN" "COPY base TO STDOUT"; do
        one_step copy <<END
CREATE TABLE base (id int);
-- tag COPY
$text;
END
        status=0
        apply "$bale" >"$work/out" 2>"$work/err" </etc/passwd || status=$?
        same "the status of $text" 7 "$status"
        hides root
        same "the table" "" "$(ask "SELECT to_regclass('base')")"
    done
}

# Closed descriptors do not become our files or connections, and a result that nobody can read is a failure.
no_descriptors() {
    local status=0 applier fd

    one_step descriptors <<'END'
CREATE TABLE base (id int);
-- tag SELECT
SELECT pg_sleep(2);
END
    "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" <&- >&- 2>&- &
    applier=$!
    sleep 1
    for fd in 0 1 2; do
        same "descriptor $fd" /dev/null "$(readlink "/proc/$applier/fd/$fd")"
    done
    wait "$applier" || status=$?
    same "the status" 1 "$status"
    same "the table" base "$(ask "SELECT to_regclass('base')")"
    expect_status 0 "$PROGRAM" log verify --dsn="$dsn"
}

# plan may not write, whatever the bale's own statement wants.
plan_only_reads() {
    one_step reads <<<"CREATE TABLE base (id int);"
    expect_status 0 "$PROGRAM" plan "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn"
    same "what was written" "" "$(ask "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'public'::regnamespace")"
    # The statement calls a function of the target that would write.
    cat >"$project/state.sql" <<'END'
SELECT encode(sha256(convert_to((SELECT count(*) FROM public.written())::text, 'UTF8')), 'hex')
END
    psql -qX -d template1 -c "CREATE TABLE public.trace (id int)" -c "CREATE FUNCTION public.written() RETURNS SETOF int
        LANGUAGE sql AS 'INSERT INTO public.trace VALUES (1) RETURNING id'"
    pack writes 0001-only
    fresh
    psql -qX -d template1 -c "DROP FUNCTION public.written()" -c "DROP TABLE public.trace"
    expect_status 6 "$PROGRAM" plan "$bale" --trust="$project/trust.json" --env=staging --dsn="$dsn"
    says "cannot execute INSERT in a read-only transaction"
    expect_status 6 apply "$bale"
    says "cannot execute INSERT in a read-only transaction"
}

for name in endless_rows flood_of_notices control_characters copies no_descriptors plan_only_reads; do
    check "${name//_/ }" "$($name)"
done
finish
