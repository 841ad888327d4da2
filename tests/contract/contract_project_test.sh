#!/bin/bash
#
# contract_project: a contract in a project: prove tries it, check and compile hold the declaration to what it showed.
#
# Usage: tests/with_postgres.sh contract_project_test.sh SOURCE-ROOT PGBALE
set -uo pipefail

top=$(realpath "$1") pgbale=$(realpath "$2")
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

work=$(mktemp -d /tmp/pgbale-contract-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export XDG_CACHE_HOME=$work/cache
psql -X -q -c 'create role web nologin'
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

says() { # FILE WORDS
    grep -qF -- "$2" "$1" || {
        echo "$1 does not say \"$2\":"
        cat "$1"
    }
}

prove() { # STATUS
    run "$1" "$pgbale" prove --scratch "$server" -C shop
}

mkdir -p shop/schema shop/contracts shop/migrations/0001-base shop/migrations/0002-next
cat >shop/pgbale.ini <<'END'
[project]
name = shop
schemas = public
[lint]
table-without-row-security = off
[client web]
roles = web
END
cat >shop/schema/tables.sql <<'END'
CREATE TABLE public.item (id integer PRIMARY KEY, name text NOT NULL, price integer);
GRANT SELECT, INSERT ON public.item TO web;
END
cp shop/schema/tables.sql shop/migrations/0001-base/010-tables.sql
printf '[migration]\nversion = 1.0.0\nrls-review = Ada: the first version\nbreaks-web = n\n' >shop/migrations/0001-base/migration.ini
printf '[migration]\nversion = 1.1.0\nbreaks-web = n\n' >shop/migrations/0002-next/migration.ini
cat >shop/contracts/web.sql <<'END'
-- sample:
INSERT INTO public.item VALUES (1, 'pen', 3), (2, 'ink', null);
-- role: web
-- rest: GET /item?select=id,price&order=id
INSERT INTO public.item (id, name) VALUES (3, 'cup');
END

# What the second migration does, in both files.
change() { # SQL OF THE STEP, SQL OF THE SCHEMA
    printf '%s\n' "$1" >shop/migrations/0002-next/010-change.sql
    cat shop/migrations/0001-base/010-tables.sql - >shop/schema/tables.sql <<<"$2"
}

change 'UPDATE public.item SET price = 0 WHERE price IS NULL;' ''
check "steps that change rows" "$(prove 0
    says out 'contract contracts/web.sql: 2 statements, 2 worked before, 1 of them answer the same'
    says out 'contract-rows: web: GET /item?select=id,price&order=id'
    says out '(breaking for readers; contracts/web.sql:4)'
    jq -e '.contracts[0] | .client == "web" and .statements == 2 and .worked == 2 and .same == 1' \
        shop/migrations/0002-next/proof.json >/dev/null || echo "proof.json does not hold it")"
check "declared weaker: compile refuses" "$(run 3 "$pgbale" compile -C shop -o shop.bale
    says err '[breaks.weaker]'
    says err 'contract-rows')"
check "and check says where" "$(run 3 "$pgbale" check -C shop --format json
    jq -e 'any(.findings[]; .rule == "contract-rows" and .file == "shop/contracts/web.sql" and .line == 4)' out >/dev/null ||
        cat out)"
printf '\n[waivers]\ncontract-rows = on web: GET /item?select=id,price&order=id: no price was a mistake\n' \
    >>shop/migrations/0002-next/migration.ini
check "a reason answers it" "$(run 0 "$pgbale" check -C shop
    run 0 "$pgbale" compile -C shop -o shop.bale)"

change 'ALTER TABLE public.item ADD COLUMN stock integer NOT NULL;' ''
cat >shop/schema/tables.sql <<'END'
CREATE TABLE public.item (id integer PRIMARY KEY, name text NOT NULL, price integer, stock integer NOT NULL);
GRANT SELECT, INSERT ON public.item TO web;
END
check "steps that fail on rows" "$(prove 0
    says out 'contract-steps: CLIENT web: the steps fail on the sample rows'
    says out 'contains null values')"

change 'ALTER TABLE public.item ADD CONSTRAINT dear CHECK (price > 1) NOT VALID;' \
    'ALTER TABLE public.item ADD CONSTRAINT dear CHECK (price > 1) NOT VALID;'
check "what still works" "$(prove 0
    says out '2 worked before, 2 of them answer the same'
    says out 'client web: breaking')"

echo '-- Another line.' >>shop/contracts/web.sql
check "a contract that nobody tried" "$(run 3 "$pgbale" compile -C shop -o shop.bale
    says err '[contract.stale]'
    run 3 "$pgbale" check -C shop
    says out 'contract.stale')"

echo 'INSERT INTO public.nothing VALUES (1);' | cat - shop/contracts/web.sql >both
{ echo '-- sample:'; cat both; echo 'SELECT nothing;'; } >shop/contracts/web.sql
check "rows that do not fit and statements that do not work are said" "$(prove 0
    says out 'contracts/web.sql:2: these sample rows do not fit the state before'
    says out 'not judged, for it does not work before: 42703')"
echo 'SELECT (;' >>shop/contracts/web.sql
check "a contract that cannot be read" "$(prove 2
    says err 'shop/contracts/web.sql:')"

# The client's own test.
sed -i '$d' shop/contracts/web.sql
cat >>shop/pgbale.ini <<'END'
test = psql -X -q -v ON_ERROR_STOP=1 -d "$POSTGRES_DSN" -c "select price from public.item"
END
printf '[migration]\nversion = 1.1.0\nbreaks-web = n\n' >shop/migrations/0002-next/migration.ini
change 'ALTER TABLE public.item DROP COLUMN price; -- pgbale: allow loss' ''
cat >shop/migrations/0002-next/010-change.sql <<'END'
-- pgbale: allow drop-column "nobody reads it"
-- pgbale: allow column-dropped "nobody reads it"
ALTER TABLE public.item DROP COLUMN price;
END
sed -i 's/, price integer//' shop/schema/tables.sql
rm shop/contracts/web.sql
client() { # STATUS
    run "$1" "$pgbale" test --scratch "$server" -C shop --client web
}
check "a test that was not run is said" "$(prove 0
    run 0 "$pgbale" check -C shop
    says out 'client-untested')"
check "a test that fails after the migration only" "$(client 3
    says err '[client.broken]'
    says err 'column "price" does not exist'
    says out 'on the schema before the migration its test passes (status 0)'
    says out 'on the schema after the migration its test fails (status 1)')"
check "is evidence in the proof" "$(jq -e '.tests[0] | .client == "web" and .before.status == 0 and .after.status == 1
    and (.before.output | length == 64) and (.command | test("psql"))' shop/migrations/0002-next/proof.json >/dev/null || echo no
    run 3 "$pgbale" check -C shop
    says out 'client-test'
    run 3 "$pgbale" compile -C shop -o shop.bale
    says err 'client-test: CLIENT web: its test')"
check "that a later prove keeps" "$(prove 0
    says out 'client-test: CLIENT web'
    jq -e '.tests | length == 1' shop/migrations/0002-next/proof.json >/dev/null || echo no)"
printf '[migration]\nversion = 1.1.0\nbreaks-web = y\nmin-client-web = 2.0.0\n' >shop/migrations/0002-next/migration.ini
check "declared: nothing to refuse" "$(client 0
    run 0 "$pgbale" check -C shop
    run 0 "$pgbale" compile -C shop -o shop.bale)"
sed -i 's/^test = .*/test = exit 4/' shop/pgbale.ini
check "a test that fails on both says nothing" "$(client 1
    says err '[client.unfit]'
    jq -e '.tests[0].after.status == 1' shop/migrations/0002-next/proof.json >/dev/null || echo "it was recorded")"
sed -i 's/^test = .*/test = true/' shop/pgbale.ini
check "a test that passes" "$(client 0
    jq -e '[.verdicts[].reasons[].rule] | index("client-test") == null' shop/migrations/0002-next/proof.json >/dev/null || echo no)"
# What a server has seen.
psql -X -q -c 'CREATE EXTENSION pg_stat_statements' -c 'CREATE TABLE item (id int, name text)' -c 'GRANT ALL ON item TO web'
PGOPTIONS='-c role=web' psql -X -q -c "SELECT id FROM item WHERE id = 7 AND name <> 'x'" -c 'CREATE TEMP TABLE x (i int)' >/dev/null
check "a contract from pg_stat_statements" "$(POSTGRES_DSN=$server run 0 "$pgbale" contract record -C shop
    [ "$(grep -c '^-- role: ' out)" = 1 ] || cat out
    says out '-- role: web'
    says out '-- params: null, null'
    says out 'SELECT id FROM item WHERE id = $1 AND name <> $2;'
    says out 'Left out: 1 statement'
    cp out shop/contracts/web.sql
    prove 0)"
psql -X -q -c 'DROP EXTENSION pg_stat_statements' -c 'DROP TABLE item'
cat >log.csv <<'END'
2026-01-01 00:00:00 UTC,"web","shop",1,"[local]",1.1,1,"SELECT",2026-01-01,3/4,0,LOG,00000,"execute <unnamed>: SELECT ""id"" FROM item
WHERE id = $1 AND name <> $2","parameters: $1 = '5', $2 = 'it''s'",,,,,,,,"app","client backend",,0
2026-01-01 00:00:00 UTC,"web","shop",1,"[local]",1.1,1,"SELECT",2026-01-01,3/4,0,LOG,00000,"duration: 0.5 ms  statement: DELETE FROM item WHERE id = 1;",,,,,,,,,"app","client backend",,0
2026-01-01 00:00:00 UTC,"other","shop",1,"[local]",1.1,1,"SELECT",2026-01-01,3/4,0,LOG,00000,"statement: SELECT 1",,,,,,,,,"app","client backend",,0
2026-01-01 00:00:00 UTC,"web","shop",1,"[local]",1.1,1,"SET",2026-01-01,3/4,0,LOG,00000,"statement: SET x.y = 1",,,,,,,,,"app","client backend",,0
END
check "a contract from a log" "$(run 0 "$pgbale" contract record -C shop --log log.csv
    says out "-- params: '5', 'it''s'"
    says out 'SELECT "id" FROM item'
    says out 'DELETE FROM item WHERE id = 1;'
    ! grep -q 'SELECT 1\|x.y\|other' out || cat out
    cp out shop/contracts/web.sql
    prove 0
    says out '2 statements')"
check "nothing to record from" "$(run 2 "$pgbale" contract record -C shop
    run 2 "$pgbale" contract record -C shop --log nothing.csv
    run 2 "$pgbale" contract play -C shop
    POSTGRES_DSN=$server run 1 "$pgbale" contract record -C shop
    says err 'pg_stat_statements')"
rm shop/contracts/web.sql
check "a client that is not there, or has no test" "$(run 2 "$pgbale" test -C shop --client nobody
    run 2 "$pgbale" test -C shop --client web -- true)"
finish
