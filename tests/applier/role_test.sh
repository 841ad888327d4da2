#!/bin/bash
#
# role_test: applying as a login that can do nothing else.
#
# Usage: role_test.sh SOURCE-ROOT PROGRAM MAKER, under with_postgres.sh; UNSCANNED_APPLY and UNSCANNED_MAKER are
# the programs without the scan of statements.
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"

admin() { # SQL
    psql -qAtX -v ON_ERROR_STOP=1 -d postgres -c "$1"
}

# A database as a DBA prepares it. The login is deploy, the ledger's owner keeper.
prepared() { # OPTIONS...
    fresh
    "$PROGRAM" init --print-sql --login=deploy --owner=keeper "$@" >"$work/init.sql" || echo "init failed"
    psql -qX -v ON_ERROR_STOP=1 -o /dev/null -d "$db" -f "$work/init.sql" || echo "init.sql failed"
    dsn="dbname=$db user=deploy"
}

least_privileged() {
    prepared --role=app_owner --schema=public
    ask "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    expect_status 0 apply "$project/three.bale"
    hides superuser
    expect_status 0 apply "$project/three.bale"
    prints "nothing"
    same "the owner of the ledger" keeper "$(ask "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'pgbale'")"
    same "the owner of the tables" app_owner "$(ask "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")"
    same "the actor" deploy "$(ask "SELECT DISTINCT actor FROM pgbale.entry")"
    expect_status 0 "$PROGRAM" log verify --dsn="$dsn" --trust="$project/trust.json"
    expect_status 0 "$PROGRAM" status "$project/three.bale" --dsn="$dsn" --trust="$project/trust.json"
}

cannot_write() {
    prepared --role=app_owner --schema=public
    expect_status 0 apply "$project/three.bale"
    for sql in "UPDATE pgbale.entry SET name = 'x'" "DELETE FROM pgbale.entry" "TRUNCATE pgbale.release" \
        "INSERT INTO pgbale.release (preimage) VALUES ('x')" "UPDATE pgbale.lock SET fence = 0" \
        "ALTER TABLE pgbale.entry DISABLE TRIGGER ALL" "DROP SCHEMA pgbale CASCADE" "SET ROLE keeper" \
        "CREATE TABLE pgbale.mine ()" "CREATE TABLE public.mine ()" "CREATE SCHEMA mine" \
        "SELECT pgbale.initialize('prod', 'hub')"; do
        expect_status 1 psql -qX -v ON_ERROR_STOP=1 "$dsn" -c "$sql"
    done
    # As the role of the steps, not even reading.
    expect_status 1 psql -qX -v ON_ERROR_STOP=1 "$dsn" -c "SET ROLE app_owner" -c "SELECT * FROM pgbale.entry"
    expect_status 0 "$PROGRAM" log verify --dsn="$dsn"
}

identity_from_the_dba() {
    prepared --role=app_owner --schema=public --env=prod --lineage=hub
    expect_status 5 apply "$project/one.bale"
    says "[ledger.environment]"
    expect_status 0 "$PROGRAM" apply "$project/one.bale" --trust="$project/trust.json" --env=prod --dsn="$dsn"
    same "entries" 2 "$(ask "SELECT count(*) FROM pgbale.entry")"
}

as_itself() {
    project=$plain
    prepared --schema=public
    expect_status 0 apply "$project/three.bale"
    same "the owner of the tables" deploy "$(ask "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")"
    expect_status 1 psql -qX -v ON_ERROR_STOP=1 "$dsn" -c "DELETE FROM pgbale.entry"
}

lacking() {
    admin "REVOKE app_owner FROM deploy"
    prepared --schema=public
    expect_status 6 apply "$project/one.bale"
    says "the login is not a member of role app_owner, which the steps run as"
    prepared --role=app_owner
    ask "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    expect_status 6 apply "$project/one.bale"
    says "role app_owner, which the steps run as, has no CREATE privilege on schema public"
    ask "REVOKE EXECUTE ON FUNCTION pgbale.let_go(bytea) FROM deploy"
    expect_status 6 apply "$project/one.bale"
    says "the login may not write the ledger"
    fresh
    dsn="dbname=$db user=deploy" expect_status 6 apply "$project/one.bale"
    says "the login has no CREATE privilege on database"
    MAKER_ROLE=nobody_here pack other 0001-accounts
    expect_status 6 apply "$bale"
    says "role nobody_here does not exist"
}

# What a signed but hostile step can do when it calls what its login may call: nothing that commits, or nothing
# that means anything.
forging_steps() {
    local at=0 PROGRAM=$UNSCANNED_APPLY MAKER=$UNSCANNED_MAKER

    # The scan of statements refuses these already, so it is bypassed here in both programs.
    # shellcheck disable=SC2016
    for text in "SELECT pgbale.let_go('\\\\x00')" \
        "INSERT INTO pgbale.release (preimage) SELECT lock_hash FROM pgbale.entry ORDER BY n DESC LIMIT 1" \
        "SELECT pgbale.raise_fence('hub', true)" "UPDATE pgbale.entry SET version = '9.9.9'"; do
        at=$((at + 1))
        new_project "forging$at"
        step 0001-base 010.sql <<<"CREATE TABLE base (id int);"
        step 0002-forge 010.sql < <(printf -- "-- tag SELECT\n%s;\n" "$text")
        MAKER_ROLE='' pack forge 0001-base 0002-forge 2>/dev/null || { echo "cannot pack: $text"; continue; }
        prepared --schema=public
        apply "$bale" >"$work/out" 2>"$work/err" && echo "applied: $text"
        same "entries after $text" "segment finish failed" "$(ask "SELECT string_agg(kind, ' ' ORDER BY n) FROM pgbale.entry")"
        expect_status 0 "$PROGRAM" log verify --dsn="$dsn"
    done
    new_project useless
    step 0001-base 010.sql <<<"CREATE TABLE base (id int);"
    step 0002-forge 010.sql <<END
-- tag SELECT
SELECT pgbale.let_go(lock_hash) FROM (SELECT lock_hash FROM pgbale.entry ORDER BY n DESC LIMIT 1) x;
END
    MAKER_ROLE='' pack forge 0001-base 0002-forge
    prepared --schema=public
    expect_status 0 apply "$bale"
    expect_status 0 "$PROGRAM" log verify --dsn="$dsn"
}

bad_names() {
    expect_status 2 "$PROGRAM" init
    says "--print-sql"
    expect_status 2 "$PROGRAM" init --print-sql --login='a"; DROP'
    expect_status 2 "$PROGRAM" init --print-sql --role="a'b"
    expect_status 2 "$PROGRAM" init --print-sql --owner=x --login=x
    expect_status 2 "$PROGRAM" init --print-sql --env=prod
    expect_status 2 "$PROGRAM" init --print-sql --env="pr'od" --lineage=hub
}

# A DBA who is no superuser, as hosting companies have them.
without_superuser() {
    admin "CREATE ROLE dba LOGIN CREATEROLE"
    fresh
    admin "ALTER DATABASE $db OWNER TO dba"
    ask "ALTER SCHEMA public OWNER TO dba"
    "$PROGRAM" init --print-sql --login=deploy2 --owner=keeper2 --schema=public >"$work/init.sql"
    expect_status 0 psql -qX -v ON_ERROR_STOP=1 -d "dbname=$db user=dba" -f "$work/init.sql"
    dsn="dbname=$db user=deploy2"
    project=$plain
    expect_status 0 apply "$project/three.bale"
}

admin "CREATE ROLE app_owner" >/dev/null
hub_project plain
plain=$project
export MAKER_ROLE=app_owner
hub_project hub
hub=$project
for name in least_privileged cannot_write identity_from_the_dba as_itself lacking forging_steps bad_names \
    without_superuser; do
    project=$hub
    check "${name//_/ }" "$($name)"
done
finish
