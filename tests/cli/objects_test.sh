#!/bin/bash
#
# objects: what `pgbale diff` says about objects that it cannot, or must not, plan.
#
# Usage: objects_test.sh SOURCE-ROOT PGBALE PGBALE-APPLY PGBALE-AUDIT
set -uo pipefail
TOP=$1 PGBALE=$2 APPLY=$3 AUDIT=$4
# shellcheck source=tests/tap.sh
. "$TOP/tests/tap.sh"
NO_PROJECT=yes
# shellcheck source=tests/cli/fixture.sh
. "$TOP/tests/cli/fixture.sh"
mkdir "$work/sides"
cd "$work/sides" || exit 1
scratch=(--scratch "host=$PGHOST user=$PGUSER dbname=postgres")

plans() { # OPTION...: prints the plan from a.sql to b.sql
    try "$PGBALE" diff "${scratch[@]}" --from a.sql --to b.sql "$@"
}

refuses_plan() { # STATUS NAME OPTION...
    local status=$1 name=$2

    shift 2
    refuses "$status" "$name" "$PGBALE" diff "${scratch[@]}" --from a.sql --to b.sql "$@"
}

# A partition's copy of a trigger is no object of its own, but that it is switched off by itself is.
copies() {
    : >a.sql
    cat >b.sql <<'END'
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TABLE f (a int) PARTITION BY LIST (a);
CREATE TABLE f1 PARTITION OF f FOR VALUES IN (1);
CREATE TRIGGER t BEFORE INSERT ON f FOR EACH ROW EXECUTE FUNCTION tf();
END
    plans --strict
    echo "ALTER TABLE f1 DISABLE TRIGGER t;" >>b.sql
    plans --strict
    grep -qxF "ALTER TABLE public.f1 DISABLE TRIGGER t;" "$work/out" || cat "$work/out"
}

# What is remembered of a schema gives the plan that reading it gives, also where parts are copies.
remembered() {
    cat >a.sql <<'END'
CREATE TABLE reading (id int, v int DEFAULT 1, note text) PARTITION BY RANGE (id);
CREATE TABLE reading_low PARTITION OF reading FOR VALUES FROM (0) TO (10);
CREATE INDEX ON reading (v);
CREATE TABLE base (a int NOT NULL);
CREATE TABLE derived (b int) INHERITS (base);
END
    sed 's/v int/v bigint/; s/note text/note text, more int/; s/a int/a bigint/' a.sql >b.sql
    try "$PGBALE" diff --from a.sql --to b.sql
    mv "$work/out" "$work/first"
    try "$PGBALE" diff --from a.sql --to b.sql
    diff "$work/first" "$work/out"
    try "$PGBALE" diff "${scratch[@]}" --from a.sql --to b.sql
    diff "$work/first" "$work/out"
}

# A label goes only when no row holds it; the step stops before anything is changed.
label_held() {
    echo "CREATE TYPE level AS ENUM ('low', 'high'); CREATE TABLE t (level level, more level[]);" >a.sql
    echo "CREATE TYPE level AS ENUM ('high'); CREATE TABLE t (level level, more level[]);" >b.sql
    plans
    prints "-- pgbale: expect-rows 0"
    prints "SELECT FROM public.t WHERE level::text IN ('low') LIMIT 1;"
    prints "SELECT FROM public.t WHERE more::text[] && ARRAY['low'] LIMIT 1;"
    createdb held
    psql -qX -d held -f a.sql -c "INSERT INTO t VALUES ('high', '{high,low}')"
    psql -qXt -v ON_ERROR_STOP=1 -d held -f "$work/out" >/dev/null 2>"$work/err" && echo "a label that a row holds is gone"
    says 'invalid input value for enum public.level: "low"'
    same "what the row holds" "high|{high,low}" "$(psql -qAtX -d held -c 'TABLE t')"
}

label_misplaced() {
    echo "CREATE TYPE level AS ENUM ('low');" >a.sql
    printf "CREATE TYPE level AS ENUM (\n-- pgbale: renamed-from 'lo'\n'lower');\n" >b.sql
    refuses_plan 2 -
    says "b.sql:2:1: renamed-from 'lo': the present state has no such label"
    printf -- "-- pgbale: renamed-from 'low'\nCREATE TYPE level AS ENUM ('lower');\n" >b.sql
    refuses_plan 2 -
    says "it does not stand before a label of an enum"
}

# What is not managed is never touched, so nothing that it depends on can be dropped or remade.
outside() {
    printf 'CREATE TABLE t (a int PRIMARY KEY, b int);\nCREATE VIEW v AS SELECT a FROM t WHERE b > 1;\n' >a.sql
    echo "CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';" >>a.sql
    sed 's/b int)/b bigint)/; s/x int/y int/' a.sql >b.sql
    createdb outside
    psql -qX -d outside -f a.sql -c "CREATE SCHEMA other; CREATE VIEW other.w AS SELECT a FROM v;
        CREATE TABLE other.u (a int REFERENCES public.t, d int DEFAULT public.f(2))"
    refuses 3 - "$PGBALE" diff "${scratch[@]}" --schemas public --to b.sql \
        --from "host=$PGHOST user=$PGUSER dbname=outside"
    says "view other.w is not managed and depends on VIEW public.v, which would have to be dropped: VIEW public.v <- COLUMN public.t.b"
    says "default value for other.u.d is not managed and depends on FUNCTION public.f(integer)"
    grep -q "constraint" "$work/err" && echo "a foreign key is in the way of nothing"
}

unmanaged() {
    echo "CREATE SCHEMA other; CREATE TABLE other.u (id int);" >prelude.sql
    echo "CREATE TABLE t (a int);" >a.sql
    printf 'CREATE TABLE t (a int);\nCREATE TABLE other.x (a int);\nCREATE INDEX i ON other.u (id);\n' >b.sql
    refuses_plan 2 schema.unmanaged --prelude ./prelude.sql
    says 'b.sql:2:1: the schema "other" is not managed'
    says 'b.sql:3: index i on other.u in "other"'
    plans --prelude ./prelude.sql --schemas public
    [ ! -s "$work/out" ] || cat "$work/out"
}

no_extension() {
    echo "CREATE TABLE t (a int);" >a.sql
    printf '%s;\n' 'CREATE TABLE t (a int)' 'CREATE EXTENSION nosuch' 'GRANT SELECT ON t TO nosuch_role' \
        'GRANT INSERT ON t TO nosuch_role' >b.sql
    refuses_plan 2 schema.load
    says 'b.sql:2:1: extension "nosuch" is not available'
    says '"-- pgbale: stub"'
    says 'Also: role "nosuch_role" does not exist.'
    [ "$(grep -c Also: "$work/err")" = 1 ] || cat "$work/err"
}

# Targets have it, the scratch server has not. What is declared of it in the prelude is not ours either.
stubbed_extension() {
    cat >prelude.sql <<'END'
-- pgbale: stub
CREATE EXTENSION nosuch WITH SCHEMA public;
CREATE DOMAIN public.shape AS text;
ALTER EXTENSION nosuch ADD DOMAIN public.shape;
END
    echo "CREATE TABLE t (a int);" >a.sql
    printf '%s\n' 'CREATE EXTENSION IF NOT EXISTS nosuch WITH SCHEMA public;' "COMMENT ON EXTENSION nosuch IS 'x';" \
        'CREATE TABLE t (a int, b shape);' >b.sql
    plans --prelude ./prelude.sql
    grep -v -e '^$' -e '^--' -e '^SET ' "$work/out" | diff - <(printf '%s\n' 'BEGIN;' \
        'ALTER TABLE public.t ADD COLUMN b public.shape;' 'COMMIT;')
}

# What stands before its object is not done by doing nothing.
if_exists() {
    echo "CREATE TABLE t (a int);" >a.sql
    printf '%s;\n' 'ALTER TABLE IF EXISTS u ENABLE ROW LEVEL SECURITY' 'alter table if exists only u add b text' \
        'ALTER SEQUENCE IF EXISTS q OWNED BY u.a' 'ALTER MATERIALIZED VIEW IF EXISTS m ALTER x SET STATISTICS 7' \
        'CREATE TABLE t (a int)' 'CREATE TABLE u (a int)' 'CREATE SEQUENCE q' \
        'CREATE MATERIALIZED VIEW m AS SELECT 1 AS x' >b.sql
    plans
    for one in 'ENABLE ROW LEVEL SECURITY' 'b text' 'OWNED BY'; do
        grep -q "$one" "$work/out" || echo "the plan lacks \"$one\""
    done
    printf '%s;\n' 'CREATE TABLE t (a int)' 'ALTER TABLE IF EXISTS nowhere ENABLE ROW LEVEL SECURITY' >b.sql
    refuses_plan 2 schema.load
    says 'b.sql:2:1: relation "nowhere" does not exist'
}

# A schema of the prelude is not managed, but an extension that the files put there is.
extension_elsewhere() {
    echo "CREATE SCHEMA extensions;" >prelude.sql
    echo "CREATE TABLE t (a text);" >a.sql
    printf '%s;\n' 'CREATE EXTENSION pg_trgm WITH SCHEMA extensions' 'CREATE TABLE t (a text)' \
        'CREATE INDEX i ON t USING gin (a extensions.gin_trgm_ops)' >b.sql
    plans --prelude ./prelude.sql
    grep -q '^CREATE EXTENSION pg_trgm WITH SCHEMA extensions;' "$work/out" || cat "$work/out"
}

# A grammar that is newer than the parser: the server decides.
opaque() {
    echo "CREATE TABLE t (a int);" >a.sql
    printf 'CREATE TABLE t (a int);\nCREATE FROBNICATOR f;\n' >b.sql
    refuses_plan 2 sql.syntax
    says 'write the line "-- pgbale: opaque" before it'
    printf 'CREATE TABLE t (a int);\n-- pgbale: opaque "CREATE FROBNICATOR"\nCREATE FROBNICATOR f;\n' >b.sql
    refuses_plan 2 schema.load
    says 'b.sql:3:8: syntax error at or near "FROBNICATOR" (SQLSTATE 42601)'
}

no_cast() {
    echo "CREATE TABLE t (a int, b int);" >a.sql
    printf 'CREATE TABLE t (\n    a uuid,\n    b int\n);\n' >b.sql
    refuses_plan 3 plan.cast
    says "COLUMN public.t.a: from integer to uuid (b.sql:2)"
    printf 'CREATE TABLE t (\n    -- pgbale: using md5(a::text)::uuid\n    a uuid,\n    b int\n);\n' >b.sql
    plans
    prints "ALTER TABLE public.t ALTER COLUMN a TYPE uuid USING md5(a::text)::uuid;"
}

# Kinds that are not modelled are named, also those that are in no schema, and fatal with --strict.
not_modelled() {
    local what

    echo "CREATE TABLE t (a int);" >b.sql
    createdb odd
    psql -qX -d odd -f b.sql -c "CREATE LANGUAGE odd HANDLER plpgsql_call_handler" \
        -c "CREATE ACCESS METHOD odd TYPE TABLE HANDLER heap_tableam_handler" \
        -c "CREATE SUBSCRIPTION odd CONNECTION 'dbname=odd' PUBLICATION p WITH (connect = false)" \
        -c "GRANT USAGE ON LANGUAGE plpgsql TO pg_monitor" -c "SELECT lo_create(0)" -c "CREATE TYPE shell" -c "ALTER DATABASE odd SET work_mem = '5MB'" \
        -c "ALTER ROLE postgres IN DATABASE odd SET search_path = x" >/dev/null 2>&1
    try "$PGBALE" diff "${scratch[@]}" --from "host=$PGHOST user=$PGUSER dbname=odd" --to b.sql
    for what in "language odd" "access method odd" "subscription odd" "large objects 1 of them" \
        "type public.shell" "setting work_mem" "setting search_path of role postgres" "grants on language plpgsql"; do
        says "not modelled, so neither compared nor changed: $what"
    done
    refuses 3 - "$PGBALE" diff "${scratch[@]}" --strict --from "host=$PGHOST user=$PGUSER dbname=odd" --to b.sql
    says "subscription odd"
    psql -qX -d odd -c "ALTER SUBSCRIPTION odd SET (slot_name = NONE)" -c "DROP SUBSCRIPTION odd"
}

small_project() { # OWNERS: a project of its own, whose first migration is proven
    rm -rf "$work/small"
    mkdir -p "$work/small/schema" "$work/small/prelude"
    cd "$work/small" || exit 1
    printf '[project]\nname = small\nschemas = public\nowners = %s\n' "$1" >pgbale.ini
    printf 'DO $$BEGIN CREATE ROLE small_admin; EXCEPTION WHEN duplicate_object THEN END$$;' >prelude/roles.sql
    cat >schema/all.sql
    try "$PGBALE" generate first --version 0.1.0 "${scratch[@]}"
    try "$PGBALE" prove "${scratch[@]}"
}

second() { # PATTERN: schema/all.sql becomes standard input; the steps that lead there hold the line, and are proven
    cat >schema/all.sql
    try "$PGBALE" generate second --version 0.2.0 "${scratch[@]}"
    grep -qxF -- "$1" migrations/0002-second/*.sql || cat migrations/0002-second/*.sql
    try "$PGBALE" prove "${scratch[@]}"
}

# The numbers of a serial column go on in its identity, so no reason is asked for.
taken_over() {
    small_project small_admin <<<"CREATE TABLE t (id serial PRIMARY KEY);"
    second '-- pgbale: allow drop-sequence "its numbers go on in the one that took its place"' \
        <<<"CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY);"
}

# The version of an extension counts when the files ask for one, and changes no digest.
pinned() {
    small_project small_admin <<<"CREATE EXTENSION pg_trgm VERSION '1.5';"
    second "ALTER EXTENSION pg_trgm UPDATE TO '1.6';" <<<"CREATE EXTENSION pg_trgm VERSION '1.6';"
    echo "CREATE EXTENSION pg_trgm;" >schema/all.sql
    try "$PGBALE" prove "${scratch[@]}"
}

# Owners are part of the state of what the project names.
owned_by() {
    small_project small_admin <<<"CREATE TABLE t (id serial); CREATE TABLE u ();"
    second "ALTER TABLE public.t OWNER TO small_admin;" \
        <<<"CREATE TABLE t (id serial); ALTER TABLE t OWNER TO small_admin; CREATE TABLE u ();"
    sed -i '/^owners/d' pgbale.ini
    echo "CREATE TABLE t (id serial); CREATE TABLE u (); ALTER TABLE u OWNER TO small_admin;" >schema/all.sql
    try "$PGBALE" prove --all "${scratch[@]}"
}

check "the state of a copy of a trigger" "$(copies)"
check "what is remembered of a schema plans as what is read" "$(remembered)"
check "an enum label that rows hold is not removed" "$(label_held)"
check "an old label must be one, and stand where it means something" "$(label_misplaced)"
check "what depends on it and is not managed keeps an object as it is" "$(outside)"
check "what is declared in a schema that is not managed is refused by name" "$(unmanaged)"
check "an extension that the scratch server has not" "$(no_extension)"
check "an extension that only targets have" "$(stubbed_extension)"
check "ALTER ... IF EXISTS before what it alters" "$(if_exists)"
check "an extension in a schema of the prelude" "$(extension_elsewhere)"
check "a statement that only the server knows" "$(opaque)"
check "a column whose type has no cast" "$(no_cast)"
check "kinds that are not modelled" "$(not_modelled)"
check "a sequence whose numbers go on needs no reason to go" "$(taken_over)"
check "the version of an extension counts when it is declared" "$(pinned)"
check "the owner counts for roles that the project names" "$(owned_by)"
finish
