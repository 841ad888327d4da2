#!/bin/bash
#
# pull: a project from a database that exists, and what drift says when the two are no longer the same.
#
# Usage: pull_test.sh SOURCE-ROOT PGBALE...
set -uo pipefail
TOP=$1 PGBALE=$2
# shellcheck source=tests/tap.sh
. "$TOP/tests/tap.sh"

work=$(mktemp -d /tmp/pgbale-pull-test.XXXXXX)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache PGOPTIONS='-c client_min_messages=warning'
scratch="--scratch=host=$PGHOST user=$PGUSER dbname=postgres"
export POSTGRES_DSN="host=$PGHOST user=$PGUSER dbname=pulled"

run() { # STATUS COMMAND...
    local wanted=$1 status=0

    shift
    "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$wanted" ] || {
        echo "exit status $status, not $wanted: $*"
        cat "$work/out" "$work/err"
    }
}

has() { # FILE WORDS...
    local file=$1

    shift
    grep -qF -- "$*" "$file" || {
        echo "$file does not say \"$*\":"
        cat "$file"
    }
}

project() { # NAME SCHEMAS
    run 0 "$PGBALE" init --name shop --schemas "$2" "$work/$1"
    cd "$work/$1" || exit 1
}

found() {
    createdb pulled || return
    psql -qX -v ON_ERROR_STOP=1 -d pulled 2>&1 <<'END'
CREATE ROLE clerk NOLOGIN;
CREATE ROLE auditor NOLOGIN BYPASSRLS;
GRANT auditor TO clerk;
CREATE SCHEMA shop;
CREATE SCHEMA elsewhere;
CREATE TABLE elsewhere.thing (id integer);
CREATE TYPE shop.state AS ENUM ('open', 'paid');
CREATE TABLE shop.invoice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state shop.state NOT NULL DEFAULT 'open',
    code varchar(8) CHECK (code IN ('a', 'b')),
    "Net Total" numeric(12, 2));
CREATE TABLE shop."Line Item" (id serial PRIMARY KEY, invoice bigint REFERENCES shop.invoice ON DELETE CASCADE);
CREATE INDEX ON shop.invoice (state) WHERE state <> 'paid';
CREATE FUNCTION shop.due(days integer DEFAULT 30) RETURNS date LANGUAGE sql STABLE AS 'SELECT current_date + days';
CREATE FUNCTION shop.due(at date) RETURNS date LANGUAGE sql STABLE AS 'SELECT at + 1';
REVOKE EXECUTE ON FUNCTION shop.due(date) FROM PUBLIC;
SET check_function_bodies = off;
CREATE FUNCTION shop.first_id() RETURNS bigint LANGUAGE sql AS 'SELECT min(id) FROM invoice';
CREATE VIEW shop.unpaid AS SELECT id, code FROM shop.invoice WHERE state = 'open';
ALTER TABLE shop.invoice ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.invoice FOR SELECT TO clerk USING (code = current_user);
GRANT USAGE ON SCHEMA shop TO clerk;
GRANT SELECT (id, code), UPDATE (state) ON shop.invoice TO clerk;
COMMENT ON COLUMN shop.invoice.code IS 'what the customer sees';
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO auditor;
END
}

# The files are what they are, wherever they are written; they lead to what was read.
pulls() {
    project one shop
    run 0 "$PGBALE" pull
    has "$work/err" "not managed, so not pulled: elsewhere"
    cat >"$work/wanted" <<'END'
./prelude/roles.sql
./schema/shop/enum/state.sql
./schema/shop/function/due.sql
./schema/shop/function/first_id.sql
./schema/shop/schema.sql
./schema/shop/sequence/Line%20Item_id_seq.sql
./schema/shop/table/Line%20Item.sql
./schema/shop/table/invoice.sql
./schema/shop/view/unpaid.sql
./schema/zz-default-privileges.sql
END
    find . -name '*.sql' -not -path './migrations/*' | LC_ALL=C sort | diff "$work/wanted" -
    has schema/shop/table/invoice.sql "CREATE POLICY own ON shop.invoice"
    has schema/shop/table/invoice.sql "COMMENT ON COLUMN shop.invoice.code IS 'what the customer sees'"
    has prelude/roles.sql "CREATE ROLE auditor NOLOGIN BYPASSRLS;"
    has prelude/roles.sql "GRANT auditor TO clerk;"
    has schema/shop/function/first_id.sql '-- pgbale: allow unchecked-body "'
    project two shop
    run 0 "$PGBALE" pull "$scratch"
    diff -r "$work/one" "$work/two"
    run 0 "$PGBALE" prove "$scratch"
    has "$work/out" "proven: the migrations lead to what the schema files declare"
    run 0 "$PGBALE" drift "$scratch"
    [ ! -s "$work/out" ] || cat "$work/out"
    run 0 "$PGBALE" diff --check "$scratch" --from "$POSTGRES_DSN"
}

refuses() {
    cd "$work/two" || exit 1
    run 2 "$PGBALE" pull
    has "$work/err" "[pull.exists]"
    project three shop
    run 2 env -u POSTGRES_DSN "$PGBALE" pull
    has "$work/err" "POSTGRES_DSN is not set"
    run 2 env -u POSTGRES_DSN "$PGBALE" drift
    has "$work/err" "POSTGRES_DSN is not set"
}

# Bodies that were written on Windows, emoji and marks that nobody sees: in the files they are escapes.
hidden_characters() {
    printf '%s\r\n' 'CREATE FUNCTION shop.windows() RETURNS text LANGUAGE plpgsql AS $$' 'BEGIN' \
        "  RETURN 'it\\s \$x\$';" 'END $$;' >"$work/windows.sql"
    printf "COMMENT ON TABLE shop.invoice IS '\xe2\x9a\xa0\xef\xb8\x8f first\r\nsecond';" >>"$work/windows.sql"
    printf 'ALTER TABLE shop.invoice ADD "\xef\xbb\xbfimported" text;' >>"$work/windows.sql"
    psql -qX -v ON_ERROR_STOP=1 -d pulled -f "$work/windows.sql"
    project hidden shop
    run 0 "$PGBALE" pull "$scratch"
    has schema/shop/function/windows.sql "AS E'\r"
    has schema/shop/table/invoice.sql 'U&"\FEFFimported" text'
    has migrations/0001-baseline/010-schema.sql "AS E'\r"
    run 0 "$PGBALE" prove "$scratch"
    run 0 "$PGBALE" drift "$scratch"
    run 0 "$PGBALE" diff --check "$scratch" --from "$POSTGRES_DSN"
    # What pg_dump writes means the same, with and without the CRs at the ends of its own lines.
    psql -qX -v ON_ERROR_STOP=1 -d pulled -c 'ALTER TABLE shop.invoice DROP "'$'\xef\xbb\xbf''imported"'
    rm -r schema/*
    pg_dump --schema-only -n shop -d pulled >schema/dump.sql
    run 0 "$PGBALE" diff --check "$scratch" --from "$POSTGRES_DSN"
    psql -qX -v ON_ERROR_STOP=1 -d pulled -c 'DROP FUNCTION shop.windows()' -c 'COMMENT ON TABLE shop.invoice IS NULL'
}

# What cannot be loaded again is not written.
needs_more() {
    psql -qX -d pulled -c "CREATE VIEW shop.foreign_thing AS SELECT id FROM elsewhere.thing"
    project four shop
    run 1 "$PGBALE" pull "$scratch"
    has "$work/err" 'relation "elsewhere.thing" does not exist'
    has "$work/err" 'add the schema to "schemas" in'
    find . -name '*.sql'
    sed -i 's/^schemas = .*/schemas = shop, elsewhere/' pgbale.ini
    run 0 "$PGBALE" pull "$scratch"
    psql -qX -d pulled -c "DROP VIEW shop.foreign_thing"
}

drifts() {
    cd "$work/two" || exit 1
    psql -qX -d pulled 2>&1 <<'END'
ALTER TABLE shop.invoice ALTER state DROP NOT NULL, ADD by_hand text;
DROP VIEW shop.unpaid;
CREATE TABLE shop.spare (id integer PRIMARY KEY);
CREATE OR REPLACE FUNCTION shop.due(at date) RETURNS date LANGUAGE sql STABLE AS 'SELECT at + 2';
GRANT DELETE ON shop.invoice TO clerk;
END
    run 3 "$PGBALE" drift "$scratch"
    has "$work/err" "[drift.found]"
    LC_ALL=C sort "$work/out" | diff - <(cat <<'END'
         definition
         not_null: -, declared: NOT NULL
changed  COLUMN shop.invoice.state
changed  FUNCTION shop.due(date)
extra    COLUMN shop.invoice.by_hand
extra    GRANT ON TABLE shop.invoice TO clerk
extra    TABLE shop.spare
missing  VIEW shop.unpaid
END
    )
    run 3 "$PGBALE" drift --version 0.1.0 --json "$scratch"
    jq -r '.format, (.differences | length)' "$work/out" | diff - <(printf 'pgbale-drift/1\n6\n')
    run 2 "$PGBALE" drift --version 7.0.0
    has "$work/err" "Versions: 0.1.0."
    run 3 "$PGBALE" drift --sql "$scratch"
    psql -qX -v ON_ERROR_STOP=1 -d pulled -f "$work/out" 2>&1
    run 0 "$PGBALE" drift "$scratch"
}

# In any order, but a statement about all tables means those that stand before it.
sweeps() {
    mkdir "$work/sweeping"
    cd "$work/sweeping" || exit 1
    cat >one.sql <<'END'
CREATE TABLE public.a (id integer REFERENCES public.b);
CREATE TABLE public.b (id integer PRIMARY KEY);
GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT UPDATE ON TABLES TO clerk;
CREATE TABLE public.c (id integer);
END
    : >nothing.sql
    run 0 "$PGBALE" diff "$scratch" --from nothing.sql --to one.sql
    grep 'GRANT .* TO clerk' "$work/out" | LC_ALL=C sort | diff - <(cat <<'END'
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT UPDATE ON TABLES TO clerk;
GRANT SELECT ON TABLE public.a TO clerk;
GRANT SELECT ON TABLE public.b TO clerk;
GRANT UPDATE ON TABLE public.c TO clerk;
END
    )
}

# A file as pg_dump writes it, also an old one.
dumps() {
    mkdir "$work/dumped"
    cd "$work/dumped" || exit 1
    : >nothing.sql
    printf 'CREATE FUNCTION public.f() RETURNS bigint LANGUAGE sql AS $$SELECT min(id) FROM gone$$;\n' >bad.sql
    { printf 'SET check_function_bodies = false;\n'; cat bad.sql; } >dump.sql
    { cat dump.sql; printf 'SET search_path TO "$user", public;\nCREATE TABLE t (a integer);\n'; } >old.sql
    run 2 "$PGBALE" diff "$scratch" --from nothing.sql --to bad.sql
    has "$work/err" 'allow unchecked-body "REASON"'
    echo 'CREATE TABLE public.t (a integer); GRANT SELECT ON public.t TO nobody_such;' >role.sql
    run 2 "$PGBALE" diff "$scratch" --from nothing.sql --to role.sql
    has "$work/err" "declare the role in prelude/"
    run 0 "$PGBALE" diff "$scratch" --from nothing.sql --to dump.sql
    run 0 "$PGBALE" diff "$scratch" --from nothing.sql --to old.sql
    has "$work/out" "CREATE TABLE public.t ("
    sed -i '1i -- pgbale: allow unchecked-body "made at run time"' bad.sql
    run 0 "$PGBALE" diff "$scratch" --from nothing.sql --to bad.sql
}

# A trigger and a policy on tables of others are ours; anything else there is not.
visits() {
    createdb visited
    psql -qX -v ON_ERROR_STOP=1 -d visited -f "$TOP/compiler/preludes/supabase.sql" >/dev/null 2>&1
    psql -qX -v ON_ERROR_STOP=1 -d visited 2>&1 <<'END'
CREATE FUNCTION public.joined() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER joined AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.joined();
CREATE POLICY pictures ON storage.objects FOR SELECT USING (bucket_id = 'pictures');
END
    run 0 "$PGBALE" init --name visits --prelude supabase "$work/visits"
    cd "$work/visits" || exit 1
    export POSTGRES_DSN="host=$PGHOST user=$PGUSER dbname=visited"
    run 0 "$PGBALE" pull "$scratch"
    has schema/trigger.sql "CREATE TRIGGER joined AFTER INSERT ON auth.users"
    has schema/policy.sql "CREATE POLICY pictures ON storage.objects"
    run 0 "$PGBALE" prove "$scratch"
    run 0 "$PGBALE" drift "$scratch"
    rm schema/policy.sql
    run 0 env -u POSTGRES_DSN "$PGBALE" generate without "$scratch"
    has migrations/0002-without/010-rls.sql "DROP POLICY pictures ON storage.objects;"
    echo 'CREATE TABLE auth.mine (id integer);' >schema/mine.sql
    run 2 "$PGBALE" generate more "$scratch"
    has "$work/err" 'schema/mine.sql:1:1: the schema "auth" is not managed'
}

check "a database to pull from" "$(found)"
check "one file per object, equal from every run, and they lead to what was read" "$(pulls)"
check "nothing is overwritten, and a database must be named" "$(refuses)"
check "what nobody can see is written as an escape" "$(hidden_characters)"
check "what cannot be loaded again is not written" "$(needs_more)"
check "drift names what differs, and the SQL that it prints ends it" "$(drifts)"
check "bodies that a dump or a directive leaves alone are not checked" "$(dumps)"
check "triggers and policies on tables of others" "$(visits)"
check "GRANT ON ALL and default privileges mean what stands before and behind them" "$(sweeps)"
finish
