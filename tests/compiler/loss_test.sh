#!/bin/bash
#
# loss: nothing is lost without somebody's reason: what drops rows or values, and what changes them in silence.
#
# Usage: tests/with_postgres.sh loss_test.sh SOURCE-ROOT PGBALE
set -uo pipefail

top=$(realpath "$1") pgbale=$(realpath "$2")
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

work=$(mktemp -d /tmp/pgbale-loss-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export XDG_CACHE_HOME=$work/cache
server="host=$PGHOST user=$PGUSER dbname=$PGDATABASE"

run() { # STATUS COMMAND...: runs it; output in "out" and "err"
    local wanted=$1 status=0

    shift
    "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ] || {
        echo "exit status $status, not $wanted: $*"
        cat out err
    }
}

says() { # WORDS
    grep -qF -- "$1" err || {
        echo "no \"$1\" in:"
        cat err
    }
}

mkdir -p p/schema
printf '[project]\nname = p\nschemas = public, old\n' >p/pgbale.ini
cat >p/schema/all.sql <<'END'
CREATE SCHEMA old;
CREATE TABLE public.sale (id integer PRIMARY KEY, price numeric(10,4), sold timestamptz, note text, gone integer);
CREATE TABLE public.other (id integer);
CREATE SEQUENCE public.counter;
END
check "the first migration is proven" "$(
    run 0 "$pgbale" generate base --version 0.1.0 --scratch "$server" -C p
    run 0 "$pgbale" prove --scratch "$server" -C p
)"

cat >p/schema/all.sql <<'END'
CREATE TABLE public.sale (id integer PRIMARY KEY, price numeric(10,2), sold date, note varchar(5));
END
run 0 "$pgbale" generate less --version 0.2.0 --scratch "$server" -C p >made
check "what loses something is written" "$(cat made)"
step=p/migrations/0002-less/010-schema.sql
steps=$(cat p/migrations/0002-less/*.sql)
for rule in drop-column drop-table drop-sequence drop-schema; do
    sed -i "s/^\(-- .*\)$/\1/; s/^\(DROP ${rule#drop-}\b.*\)$/-- pgbale: allow $rule \"over\"\n\1/I" p/migrations/0002-less/*.sql
done
check "every rule has its statement" "$(
    for rule in drop-table drop-sequence drop-schema; do
        grep -q "allow $rule" p/migrations/0002-less/*.sql || echo "no statement for $rule in: $steps"
    done
)"
check "a dropped column is asked about" "$(run 3 "$pgbale" prove --scratch "$server" -C p; says 'drop-column'; says 'loss.unexplained')"
sed -i 's/^\(ALTER TABLE public.sale DROP COLUMN .*\)$/-- pgbale: allow drop-column "over"\n\1/' p/migrations/0002-less/*.sql
check "values that change in silence are asked about" "$(
    run 3 "$pgbale" prove --scratch "$server" -C p
    says 'narrow-column: price: numeric(10,4) to numeric(10,2), values are rounded to 2 places behind the point'
    says 'narrow-column: sold: timestamp with time zone to date, values lose the time of the day'
    says 'allow narrow-column'
)"
check "a value that the server would refuse is not" "$(grep -F 'note:' err)"
sed -i 's/^\(ALTER TABLE public.sale ALTER COLUMN \(price\|sold\) .*\)$/-- pgbale: allow narrow-column "cents and days do"\n\1/' "$step"
check "a reason is an answer" "$(run 0 "$pgbale" prove --scratch "$server" -C p)"
check "the proof tells what is lost" "$(grep -qF 'price: numeric(10,4) to numeric(10,2)' p/migrations/0002-less/proof.json || echo "not there")"
check "a value that does not fit is refused, never cut" "$(
    psql -qX -v ON_ERROR_STOP=1 -c 'CREATE TABLE public.sale (note text)' -c "INSERT INTO public.sale VALUES ('too long')" 2>&1
    grep -o 'ALTER TABLE public.sale ALTER COLUMN note .*' "$step" | psql -qX -v ON_ERROR_STOP=1 2>err
    says 'value too long for type character varying(5)'
)"

# Nobody may take the reason away afterwards.
sed -i '/allow narrow-column/d' "$step"
check "compile does not take it without the reason" "$(run 3 "$pgbale" compile -C p -o p.bale; test ! -e p.bale || echo "written")"
finish
