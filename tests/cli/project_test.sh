#!/bin/bash
#
# project: what pgbale says about a project that is not as it must be.
#
# Usage: project_test.sh SOURCE-ROOT PGBALE PGBALE-APPLY PGBALE-AUDIT
set -uo pipefail
TOP=$1 PGBALE=$2 APPLY=$3 AUDIT=$4
# shellcheck source=tests/tap.sh
. "$TOP/tests/tap.sh"
# shellcheck source=tests/cli/fixture.sh
. "$TOP/tests/cli/fixture.sh"

no_project() {
    local command

    mkdir "$work/nothing"
    cd "$work/nothing" || exit 1
    for command in "generate x" prove compile diff; do
        # shellcheck disable=SC2086
        refuses 2 project.none "$PGBALE" $command
        says "no pgbale.ini in \"$work/nothing\" or above it"
        says "pgbale init"
    done
    refuses 2 project.none "$PGBALE" prove --project "$work/nowhere"
    says "$work/nowhere/pgbale.ini"
    refuses 2 - "$PGBALE" prune
    says 'unknown command "prune"'
}

# What init would write and no command could read is refused, and nothing is written.
init_refuses() {
    local option

    cd "$work/nothing" || exit 1
    for option in --name=Shop --prelude=plain --schemas=pg_catalog --schemas=; do
        refuses 2 - "$PGBALE" init "$option" "$work/started"
        [ ! -e "$work/started" ] || echo "$option: written"
    done
    try "$PGBALE" init --name=shop.next --prelude=supabase --schemas=public,app "$work/started"
    refuses 2 - "$PGBALE" prove --project "$work/started"
    says "there is no migration"
}

broken_ini() {
    fresh
    sed -i 's/^prelude = .*/prelud = supabase/' pgbale.ini
    refuses 2 project.ini "$PGBALE" compile
    says 'pgbale.ini:6: unknown key "prelud"'
}

# A place in a file, shown with the line and a caret below the column.
syntax() {
    local command

    fresh
    printf 'CREATE TABLE ok (id int);\n\nCREATE TABL\n   broken (id int);\n' | declare_file 99-bad.sql
    for command in "generate x" prove compile diff; do
        # shellcheck disable=SC2086
        refuses 2 sql.syntax "$PGBALE" $command
        says 'schema/99-bad.sql:3:8: syntax error at or near "TABL"'
        says "    3 | CREATE TABL"
        says "      |        ^"
    done
    fresh
    printf -- '-- A comment with ä.\nALTER TABEL public.account ADD x int;\n' >$newest/030-more.sql
    refuses 2 sql.syntax "$PGBALE" prove
    says "$newest/030-more.sql:2:7: syntax error"
    fresh
    printf "SELECT 'open;\n" | declare_file 99-bad.sql
    refuses 2 sql.syntax "$PGBALE" prove
    says "schema/99-bad.sql:1:8"
}

unknown_names() {
    local command

    fresh
    printf 'CREATE VIEW public.v AS\n  SELECT * FROM public.nowhere;\n' | declare_file 99-bad.sql
    for command in "generate x" prove diff; do
        # shellcheck disable=SC2086
        refuses 2 schema.load "$PGBALE" $command
        says 'schema/99-bad.sql:2:17: relation "public.nowhere" does not exist (SQLSTATE 42P01)'
        says "Declare it, or correct the name"
    done
    printf '\nGRANT SELECT ON public.account TO nobody_here;\n' | declare_file 99-bad.sql
    refuses 2 schema.load "$PGBALE" generate x
    says 'schema/99-bad.sql:2:1: role "nobody_here" does not exist (SQLSTATE 42704)'
    says "declare the role in prelude/"
    printf 'CREATE POLICY p ON public.account TO ghost USING (true);\n' | declare_file 99-bad.sql
    refuses 2 schema.load "$PGBALE" generate x
    says 'schema/99-bad.sql:1:1: role "ghost" does not exist'
    printf 'CREATE TABLE public.t (\n    id int REFERENCES public.nowhere\n);\n' | declare_file 99-bad.sql
    refuses 2 schema.load "$PGBALE" generate x
    says 'schema/99-bad.sql:1:1: relation "public.nowhere" does not exist'
    printf 'CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$\n    SELECT nothing FROM public.account\n$$;\n' |
        declare_file 99-bad.sql
    refuses 2 schema.function "$PGBALE" generate x
    says 'schema/99-bad.sql:2:12: column "nothing" does not exist (SQLSTATE 42703)'
}

declared_twice() {
    local statement kind

    for statement in "CREATE TABLE account (id int)" "CREATE VIEW public.account AS SELECT 1 AS one" \
        "CREATE TYPE public.collaborator_role AS ENUM ('x')" \
        "CREATE FUNCTION public.handle_is_free(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'" \
        "CREATE INDEX instance_storage_id_idx ON public.instance (name)"; do
        fresh
        printf -- '-- again\n%s;\n' "$statement" | declare_file 99-bad.sql
        refuses 2 schema.duplicate "$PGBALE" generate x
        says "schema/99-bad.sql:2 declare the same"
        says "Keep one of them."
        grep -qE 'error: schema/[0-9a-z/-]+\.sql:[0-9]+ and schema/99-bad\.sql:2 ' "$work/err" || cat "$work/err"
    done
}

unsupported_statements() {
    local statement

    fresh
    for statement in "INSERT INTO public.account VALUES (1)" "UPDATE public.account SET name = 'x'" \
        "DELETE FROM public.account" "TRUNCATE public.account" "SELECT 1" "COPY public.account FROM STDIN" \
        "MERGE INTO public.account USING auth.users ON true WHEN MATCHED THEN DELETE" \
        "DO 'BEGIN END'" "ALTER SYSTEM SET work_mem = '1MB'" "DROP TABLE public.account" "CREATE DATABASE d" \
        "ROLLBACK" "VACUUM"; do
        printf -- '-- one\n  %s;\n' "$statement" | declare_file 99-bad.sql
        refuses 2 sql.refused "$PGBALE" generate x
        says "schema/99-bad.sql:2:3: "
        says "is not allowed in a schema file"
        says "pgbale: detail: "
    done
    printf '\\i other.sql\n' | declare_file 99-bad.sql
    refuses 2 sql.psql "$PGBALE" generate x
    says 'schema/99-bad.sql:1:1: "\i" is a command of psql'
    fresh
    for statement in "COPY public.account FROM STDIN" "ALTER SYSTEM SET work_mem = '1MB'" "COMMIT" \
        "CREATE INDEX CONCURRENTLY i ON public.account (name)"; do
        printf '%s;\n' "$statement" >$newest/030-more.sql
        refuses 2 sql.refused "$PGBALE" prove
        says "$newest/030-more.sql:1:1: "
    done
}

directives() {
    fresh
    sed -i '1i -- pgbale: renmed-from acount' schema/20-tables/10-account.sql
    refuses 2 sql.directive "$PGBALE" generate x
    says 'schema/20-tables/10-account.sql:1:1: unknown directive "renmed-from"'
    says "Known directives: renamed-from, "
    fresh
    sed -i '1s/standalone/standalon/' $newest/020-indexes.sql
    refuses 2 sql.directive "$PGBALE" compile
    says "$newest/020-indexes.sql:1:1: unknown directive \"standalon\""
    refuses 2 sql.directive "$PGBALE" prove
    fresh
    printf -- '-- pgbale: expect-rows 1..\nCREATE TABLE x (id int);\n' | declare_file 99-bad.sql
    refuses 2 sql.directive "$PGBALE" generate x
    says "may not stand in a schema file"
}

versions() {
    local version

    for version in 0.14 v0.15.0 0.015.0 latest; do
        fresh
        sed -i "s/^version = .*/version = $version/" $newest/migration.ini
        refuses 2 project.version "$PGBALE" compile
        says "$newest/migration.ini:2: \"$version\" is no version"
        says "SemVer 2.0"
        fresh
        refuses 2 - "$PGBALE" generate x --version "$version"
        says "\"$version\" is not a version"
    done
    for version in 0.14.9 0.14.11 0.14.11-rc.1 0.14.11+build; do
        fresh
        sed -i "s/^version = .*/version = $version/" $newest/migration.ini
        refuses 2 project.version "$PGBALE" prove
        says "version $version is not greater than its parent's version 0.14.11 (migrations/0006-storage-creators/migration.ini:2)"
        says "compared as numbers"
        fresh
        refuses 2 - "$PGBALE" generate x --version "$version"
        says "version $version is not greater than 0.14.12 of 0007-find-instances-faster"
    done
    fresh
    refuses 2 - "$PGBALE" compile --upto 9.9.9
    says 'no migration has version "9.9.9"'
}

edited_after_the_proof() {
    fresh
    echo "-- more" >>$newest/020-indexes.sql
    refuses 3 proof.stale "$PGBALE" compile
    says "$newest was changed after it was proven: step 020-indexes.sql is not the one"
    says 'Run "pgbale prove"'
    fresh
    mv $newest/010-types.sql $newest/015-types.sql
    refuses 3 proof.stale "$PGBALE" compile
    says "step 015-types.sql is new or renamed"
    fresh
    rm $newest/010-types.sql
    refuses 3 proof.stale "$PGBALE" compile
    says "another number of steps"
    fresh
    sed -i 's/^version = .*/version = 0.14.13/' $newest/migration.ini
    refuses 3 proof.stale "$PGBALE" compile
    says "its version was 0.14.12 and is 0.14.13"
    fresh
    echo "-- more" >>schema/20-tables/10-account.sql
    refuses 3 proof.stale "$PGBALE" compile
    says "the schema files are not those"
}

# An id that changes is a fork for all who applied the migration: this takes --all.
older_migration_edited() {
    fresh
    echo "-- more" >>migrations/0003-members-become-collaborators/010-tables.sql
    refuses 3 proof.stale "$PGBALE" compile
    refuses 3 proof.stale "$PGBALE" prove
    says "migrations/0003-members-become-collaborators was changed after it was proven: step 010-tables.sql"
    says "write a new migration"
    try "$PGBALE" prove --all
    try "$PGBALE" compile -o new.bale
    fresh
    sed -i 's/^breaks-lndb = n/breaks-lndb = y\nmin-client-lndb = 0.40.0/' migrations/0002-*/migration.ini
    refuses 3 proof.stale "$PGBALE" compile
    says "migrations/0003-members-become-collaborators was proven on another parent"
    refuses 3 proof.stale "$PGBALE" prove
    says "what it declares about clients"
}

proof_missing() {
    fresh
    rm $newest/proof.json
    refuses 3 proof.missing "$PGBALE" compile
    says "$newest has no proof"
    says 'Run "pgbale prove"'
    fresh
    rm migrations/0003-*/proof.json
    refuses 3 proof.missing "$PGBALE" compile
    says "migrations/0003-members-become-collaborators has no proof"
    fresh
    echo '{' >$newest/proof.json
    refuses 2 proof.syntax "$PGBALE" compile
    says "$newest/proof.json: not valid JSON at line 2"
    try "$PGBALE" prove --all
    try "$PGBALE" compile -o again.bale
    cmp again.bale "$work/bales/unsigned.bale"
    fresh
    rm -r migrations
    refuses 2 - "$PGBALE" compile
    refuses 2 - "$PGBALE" prove
    says 'there is no migration in "migrations"'
}

does_not_reach() {
    fresh
    printf 'CREATE TABLE public.extra (id int PRIMARY KEY);\nALTER TABLE public.extra ENABLE ROW LEVEL SECURITY;\n' |
        declare_file 99-extra.sql
    refuses 3 proof.incomplete "$PGBALE" prove
    says "the steps do not reach the declared schema: 2 statements are missing"
    says "CREATE TABLE public.extra"
    says "ALTER TABLE public.extra ENABLE ROW LEVEL SECURITY;"
    says "Add these to $newest, or change the schema files."
    fresh
    rm schema/40-views/open-runs.sql
    refuses 3 proof.incomplete "$PGBALE" prove
    says "DROP VIEW hub.open_run"
}

step_fails_in_scratch() {
    fresh
    printf -- '-- ä\nUPDATE public.account\n   SET nowhere = 1;\n' >$newest/030-more.sql
    refuses 7 step.failed "$PGBALE" prove
    says "$newest/030-more.sql:3:8: column \"nowhere\" of relation \"account\" does not exist (SQLSTATE 42703)"
}

undeclared_client() {
    fresh
    sed -i '/^breaks/d' $newest/migration.ini
    refuses 3 breaks.undeclared "$PGBALE" compile
    says "$newest/migration.ini does not say whether it breaks lndb"
    says "--breaks-lndb=y|n"
    refuses 3 breaks.no-version "$PGBALE" compile --breaks-lndb=y
    says "min-client-lndb = X.Y.Z"
    refuses 2 - "$PGBALE" compile --breaks-lndb=maybe
    says '--breaks-lndb is y or n, not "maybe"'
    refuses 2 - "$PGBALE" compile --breaks-other=n
    says 'pgbale.ini has no client "other"'
    try "$PGBALE" compile --breaks-lndb=n -o declared.bale
    cmp declared.bale "$work/bales/unsigned.bale"
    fresh
    refuses 3 breaks.contradiction "$PGBALE" compile --breaks-lndb=y
    says "contradicts $newest/migration.ini:4"
    fresh
    sed -i '/^breaks/d' migrations/0002-*/migration.ini
    refuses 3 breaks.undeclared "$PGBALE" compile --breaks-lndb=n
    says "migrations/0002-owners-remove-members/migration.ini does not say"
    refuses 3 breaks.undeclared "$PGBALE" prove
    fresh
    sed -i 's/^breaks-lndb = .*/breaks-lndb = perhaps/' $newest/migration.ini
    refuses 2 project.ini "$PGBALE" compile
    says "$newest/migration.ini:4: \"perhaps\" is neither y nor n"
}

# Not refused, but said before somebody builds on it.
generate_on_unready_parents() {
    fresh
    echo "CREATE TABLE public.one (id int);" | declare_file 99-one.sql
    try "$PGBALE" generate one
    echo "CREATE TABLE public.two (id int);" | declare_file 99-two.sql
    try "$PGBALE" generate two
    says "migrations/0008-one is not proven yet"
    same "the new migration" "CREATE TABLE public.two (" "$(head -n 1 migrations/0009-two/010-schema.sql)"
    refuses 3 breaks.undeclared "$PGBALE" prove
    says "migrations/0008-one/migration.ini"
    sed -i 's/^;breaks/breaks/' migrations/000[89]-*/migration.ini
    try "$PGBALE" prove
    try "$PGBALE" generate three
    says "nothing to do"
    [ ! -e migrations/0010-three ] || echo "an empty migration was written"
    refuses 2 - "$PGBALE" generate "Big Change"
    says '"Big Change" cannot be the name of a migration'
}

# Long work says what it does, on a terminal only, and leaves nothing of that behind.
progress() {
    fresh
    TERM=xterm script -qec "'$PGBALE' prove 2>&1 >'$work/out'" /dev/null >"$work/err" </dev/null
    says "replaying 0007-find-instances-faster (7 of 7)..."
    says "comparing with the schema files..."
    same "the end of the terminal's line" $'\e[K' "$(tail -c 3 "$work/err")"
    prints "proven: the migrations lead to what the schema files declare"
    ! grep -q $'\e' "$work/out" || echo "standard output has control characters"
    try "$PGBALE" prove
    ! grep -q "replaying" "$work/err" || echo "there is progress without a terminal"
    TERM=xterm script -qec "'$PGBALE' generate nothing" /dev/null >"$work/err" </dev/null
    says "loading the schema files..."
}

for name in no_project init_refuses broken_ini syntax unknown_names declared_twice unsupported_statements directives versions \
    edited_after_the_proof older_migration_edited proof_missing does_not_reach step_fails_in_scratch \
    undeclared_client generate_on_unready_parents progress; do
    check "${name//_/ }" "$($name 2>&1)"
done
finish
