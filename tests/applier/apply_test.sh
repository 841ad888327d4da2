#!/bin/bash
#
# apply_test: what pgbale-apply does to a target, from the outside.
#
# Usage: apply_test.sh SOURCE-ROOT PROGRAM MAKER, under with_postgres.sh.
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"

all_at_once() {
    fresh
    expect_status 0 apply "$project/three.bale"
    prints "version none to 0.3.0, 3 migrations, 6 segments"
    same "the head" 0.3.0 "$(ask "SELECT version FROM pgbale.entry WHERE kind = 'finish' ORDER BY n DESC LIMIT 1")"
    same "the kinds of entries" \
        "segment finish segment finish segment intent done intent done segment finish" \
        "$(ask "SELECT string_agg(kind, ' ' ORDER BY n) FROM pgbale.entry")"
    same "the names" "ADA BOB" "$(ask "SELECT string_agg(name, ' ' ORDER BY id) FROM account")"
    same "the indexes" t "$(ask "SELECT bool_and(indisvalid) FROM pg_index WHERE indrelid = 'event'::regclass")"
}

twice() {
    fresh
    expect_status 0 apply "$project/two.bale"
    expect_status 0 apply "$project/two.bale"
    prints "nothing"
    expect_status 0 apply "$project/two.bale" --json
    prints '"result": "nothing-to-do"'
    jq -S . "$work/out" | cmp - "$work/out" || echo "the JSON is not canonical"
    same "the entries" 4 "$(ask "SELECT count(*) FROM pgbale.entry")"
}

from_the_middle() {
    fresh
    expect_status 0 apply "$project/one.bale"
    expect_status 0 apply "$project/three.bale"
    prints "version 0.1.0 to 0.3.0, 2 migrations, 5 segments"
    same "the bales" 2 "$(ask "SELECT count(*) FROM pgbale.bundle")"
}

chain_of_hashes() {
    fresh
    expect_status 0 apply "$project/three.bale"
    # The chain, recomputed by the server from what entry.h says about it.
    same "broken links" 0 "$(ask "
        WITH field AS (
            SELECT n, ord, length(convert_to(v, 'UTF8')) || ':' || v || E'\n' AS text
              FROM pgbale.entry,
                   LATERAL unnest(ARRAY[lineage, n::text, kind, encode(bundle_id, 'hex'), sequence::text,
                       encode(migration_id, 'hex'), name, version, segment::text, fence::text, xid, at, actor,
                       detail::text, encode(lock_hash, 'hex')]) WITH ORDINALITY f (v, ord)
        ), own AS (
            SELECT n, convert_to(string_agg(text, '' ORDER BY ord), 'UTF8') AS bytes FROM field GROUP BY n
        )
        SELECT count(*) FROM pgbale.entry e JOIN own USING (n)
         WHERE e.hash <> sha256(convert_to(E'pgbale-ledger/1\n', 'UTF8') || e.prev || own.bytes)
            OR e.n > 1 AND e.prev <> (SELECT hash FROM pgbale.entry b WHERE b.n = e.n - 1)")"
    same "the released secrets" t "$(ask "SELECT count(*) = count(DISTINCT lock_hash) FROM (
        SELECT DISTINCT lock_hash, xid FROM pgbale.entry) x")"
    expect_status 1 psql -qX -d "$db" -c "UPDATE pgbale.entry SET name = 'x'"
    says "append-only"
    same "the stored seal" t "$(ask "SELECT bundle_id = sha256(seal) FROM pgbale.bundle")"
}

drift() {
    fresh
    expect_status 0 apply "$project/one.bale"
    ask "ALTER TABLE account ADD COLUMN by_hand int"
    expect_status 6 apply "$project/two.bale"
    says "[state.drift]"
    same "the head" 2 "$(ask "SELECT count(*) FROM pgbale.entry")"
    expect_status 6 apply "$project/one.bale"
    says "[state.drift]"
    expect_status 6 "$PROGRAM" status "$project/two.bale" --trust="$project/trust.json" --dsn="$dsn"
    prints "drifted"
    fresh
    ask "CREATE TABLE stranger ()"
    expect_status 6 apply "$project/one.bale"
    says "[state.drift]"
    same "a ledger" "" "$(ask "SELECT nspname FROM pg_namespace WHERE nspname = 'pgbale'")"
}

tampered() {
    fresh
    for at in 700 5000 9000; do
        cp "$project/three.bale" "$project/tampered.bale"
        printf '\377' | dd of="$project/tampered.bale" bs=1 seek=$at conv=notrunc status=none
        expect_status 4 apply "$project/tampered.bale"
    done
    truncate -s -512 "$project/tampered.bale"
    expect_status 4 apply "$project/tampered.bale"
    expect_status 2 apply "$project/absent.bale"
    same "a ledger" "" "$(ask "SELECT nspname FROM pg_namespace WHERE nspname = 'pgbale'")"
}

environments() {
    fresh
    expect_status 2 "$PROGRAM" apply "$project/one.bale" --trust="$project/trust.json" --dsn="$dsn"
    says "[environment.missing]"
    expect_status 0 env LAMIN_ENV=staging "$PROGRAM" apply "$project/one.bale" --trust="$project/trust.json" \
        --dsn="$dsn"
    expect_status 5 env LAMIN_ENV=staging PGBALE_ENV=prod "$PROGRAM" apply "$project/two.bale" \
        --trust="$project/trust.json" --dsn="$dsn"
    says "[ledger.environment]"
    expect_status 5 "$PROGRAM" apply "$project/two.bale" --trust="$project/trust.json" --dsn="$dsn" --env=test
    MAKER_ENVIRONMENTS=prod pack only-prod 0001-accounts 0002-handles
    expect_status 5 apply "$bale"
    MAKER_NOT_AFTER=1000000000 pack expired 0001-accounts 0002-handles
    expect_status 5 apply "$bale"
    says "[policy.expired]"
}

history() {
    fresh
    expect_status 0 apply "$project/two.bale"
    expect_status 6 apply "$project/one.bale"
    says "[position.ahead]"
    expect_status 6 "$PROGRAM" status "$project/one.bale" --trust="$project/trust.json" --dsn="$dsn"
    says "[position.ahead]"
    prints "0.2.0 (migration 2, 0002-handles)"
    step 0002-other 010.sql <<'END'
CREATE TABLE other ();
END
    pack other 0001-accounts 0002-other
    expect_status 6 apply "$bale"
    says "[position.fork]"
    fresh
    MAKER_FIRST=1 pack tail 0001-accounts 0002-handles
    expect_status 6 apply "$bale"
    says "[position.gap]"
    expect_status 0 apply "$project/one.bale"
    expect_status 0 apply "$bale"
    MAKER_LINEAGE=stranger pack stranger 0001-accounts
    expect_status 6 apply "$bale"
    says "[ledger.lineage]"
}

locked() {
    local keys

    fresh
    expect_status 0 apply "$project/one.bale"
    # The keys are the first 8 bytes of the SHA-256 of the lineage.
    keys=$(ask "SELECT ('x' || substr(h, 1, 8))::bit(32)::int || ', ' || ('x' || substr(h, 9, 8))::bit(32)::int
        FROM encode(sha256('hub'), 'hex') h")
    PGAPPNAME=holder psql -qX -d "$db" -c "SELECT pg_advisory_lock($keys), pg_sleep(3)" >/dev/null &
    sleep 0.5
    expect_status 9 apply "$project/two.bale" --lock-wait=200ms
    says "[target.locked]"
    says "holder"
    expect_status 0 apply "$project/two.bale" --lock-wait=20s
    wait
}

failing_step() {
    new_project failing
    step 0001-base 010.sql <<'END'
CREATE TABLE base (id int);
END
    step 0002-broken 010-good.sql <<'END'
CREATE TABLE good (id int);
END
    step 0002-broken 020-bad.sql <<'END'
-- A comment with ä before.
ALTER TABLE base
-- tag nothing here: a comment inside of a statement
    ADD COLUMN "ä" int, ADD COLUMN id int;
END
    # The scratch database must accept what the target refuses, so the statement is not run there.
    sed -i '1a -- tag ALTER TABLE' "$project/0002-broken/020-bad.sql"
    pack broken 0001-base 0002-broken
    fresh
    expect_status 7 apply "$bale"
    says '0002-broken/020-bad.sql:3:1: column "id" of relation "base" already exists (SQLSTATE 42701) [step.failed]'
    says "this run committed 1 segment and"
    same "the tables" base "$(ask "SELECT string_agg(relname, ' ') FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")"
    same "the version" 0.1.0 "$(ask "SELECT max(version) FROM pgbale.entry WHERE kind = 'finish'")"
    same "what is recorded" 'segment finish failed' "$(ask "SELECT string_agg(kind, ' ' ORDER BY n) FROM pgbale.entry")"
    step 0002-typo 010.sql <<'END'
-- tag UPDATE
UPDATE base SET id = 1
    WHERE "ä" = 'ä' AND nowhere = 1;
END
    pack typo 0001-base 0002-typo
    ask "ALTER TABLE base ADD COLUMN ä text" && ask "ALTER TABLE base DROP COLUMN ä"
    expect_status 7 apply "$bale"
    says '0002-typo/010.sql:3:11: column "ä" does not exist (SQLSTATE 42703) [step.failed]'
}

row_counts() {
    new_project rows
    step 0001-base 010.sql <<'END'
CREATE TABLE base (id int);
INSERT INTO base SELECT generate_series(1, 10);
-- rows 3..5
UPDATE base SET id = id WHERE id <= 4;
-- rows 1..
DELETE FROM base WHERE id <= 2;
END
    pack good 0001-base
    fresh
    expect_status 0 apply "$bale"
    step 0002-bad 010.sql <<'END'
-- rows 3..5
DELETE FROM base WHERE id <= 4;
END
    pack bad 0001-base 0002-bad
    expect_status 7 apply "$bale"
    says "0002-bad/010.sql:2:1: DELETE touched 2 rows [step.rows]"
    same "the rows" 8 "$(ask "SELECT count(*) FROM base")"
}

escapes() {
    local text at=0 PROGRAM=$UNSCANNED_APPLY MAKER=$UNSCANNED_MAKER

    # Texts that lie about their tag: what a bale holds whose scan was bypassed, here in both programs.
    for text in "COMMIT" "COMMIT AND CHAIN" "END" "ROLLBACK" "ROLLBACK AND CHAIN" "PREPARE TRANSACTION 'x'" \
        "DO 'BEGIN COMMIT; END'" "SET CONSTRAINTS ALL IMMEDIATE" "SELECT pg_advisory_unlock_all(); COMMIT" "DISCARD ALL"; do
        at=$((at + 1))
        new_project "escape$at"
        step 0001-escape 010.sql <<END
CREATE TABLE before (id int);
-- tag CREATE TABLE
$text;
CREATE TABLE after (id int);
END
        pack escape 0001-escape
        fresh
        expect_status 7 apply "$bale"
        same "what \"$text\" left" 0 "$(ask "SELECT count(*) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace OR relnamespace::regnamespace::text = 'pgbale'")"
    done
}

wrong_result() {
    new_project result
    step 0001-base 010.sql <<'END'
CREATE TABLE base (id int);
END
    # A lie again: on the target, the statement makes what the scratch database never saw.
    step 0001-base 020.sql <<'END'
-- tag CREATE TABLE
CREATE TABLE extra (id int);
END
    pack result 0001-base
    fresh
    expect_status 6 apply "$bale"
    says "[state.after]"
    same "what is left" "" "$(ask "SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname = 'pgbale'")"
}

preflight() {
    new_project preflight
    step 0001-base 010.sql <<'END'
CREATE TABLE base (id int);
END
    MAKER_ROLES="authenticated nobody_here" MAKER_EXTENSIONS="no_such_thing plpgsql" MAKER_SCHEMAS="auth extensions" \
        MAKER_MAJOR=14 pack needs 0001-base
    fresh
    ask "CREATE ROLE weak LOGIN" 2>/dev/null || true
    ask "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    dsn="dbname=$db user=weak" expect_status 6 apply "$bale"
    for text in "role: role authenticated does not exist" "role: role nobody_here does not exist" \
        "extension: extension no_such_thing is not available" "schema: schema auth does not exist" \
        "schema: schema extensions does not exist" "was not proven on PostgreSQL" \
        "no CREATE privilege on schema public" "no CREATE privilege on database" "[target.preflight]"; do
        says "$text"
    done
    hides "plpgsql"
}

secrets() {
    fresh
    dsn="host=/nowhere/at/all user=u password=s3cret dbname=$db" expect_status 8 apply "$project/one.bale"
    hides s3cret
    dsn="postgresql://u:s3cret@127.0.0.1:1/$db" expect_status 8 apply "$project/one.bale"
    hides s3cret
    dsn="postgresql://u:s3cret@[bad/$db" expect_status 2 apply "$project/one.bale"
    hides s3cret
    dsn="dbname=no_such_database" expect_status 8 apply "$project/one.bale"
    says "does not exist"
    psql -qX -d postgres -c "DROP ROLE IF EXISTS locked_out" -c "CREATE ROLE locked_out LOGIN PASSWORD 'right'"
    local hba
    hba=$(psql -qAtX -c "SHOW hba_file")
    sed -i '1i local all locked_out scram-sha-256' "$hba"
    psql -qAtX -c "SELECT pg_reload_conf()" >/dev/null
    sleep 0.3
    dsn="dbname=$db user=locked_out password=s3cret" expect_status 8 apply "$project/one.bale"
    says "password authentication failed"
    hides s3cret
    sed -i 1d "$hba"
    psql -qAtX -c "SELECT pg_reload_conf()" >/dev/null
}

lock_timeout() {
    fresh
    expect_status 0 apply "$project/one.bale"
    psql -qX -d "$db" -c "BEGIN" -c "LOCK TABLE account IN SHARE MODE" -c "SELECT pg_sleep(4)" >/dev/null &
    sleep 0.5
    expect_status 7 apply "$project/two.bale" --lock-timeout=100ms --retries=1
    says "SQLSTATE 55P03"
    says "Tried 2 times"
    same "the head" 2 "$(ask "SELECT count(*) FROM pgbale.entry WHERE kind <> 'failed'")"
    same "what is recorded" "2 0.2.0 55P03 step.failed" "$(ask "SELECT concat_ws(' ', sequence, version,
        detail ->> 'sqlstate', detail ->> 'name') FROM pgbale.entry WHERE kind = 'failed'")"
    expect_status 0 apply "$project/two.bale" --lock-timeout=200ms --retries=50
    wait
}

plans() {
    fresh
    expect_status 0 "$PROGRAM" plan "$project/three.bale" --trust="$project/trust.json" --env=staging --dsn="$dsn"
    prints "0003-index, version 0.3.0"
    prints "020-alone.sql:2: CREATE INDEX"
    prints "lock SHARE UPDATE EXCLUSIVE"
    expect_status 3 "$PROGRAM" plan "$project/three.bale" --trust="$project/trust.json" --env=staging --dsn="$dsn" \
        --check --json
    jq -e '[.pending[].segments[].statements[] | select(.lock == "SHARE UPDATE EXCLUSIVE") | .object]
           == ["INDEX event_what ON event", "INDEX event_at ON event"]' \
        "$work/out" >/dev/null || cat "$work/out"
    jq -S . "$work/out" | cmp - "$work/out" || echo "the JSON is not canonical"
    same "the schemas" "" "$(ask "SELECT nspname FROM pg_namespace WHERE nspname = 'pgbale'")"
    expect_status 0 "$PROGRAM" status --dsn="$dsn"
    prints "nothing was applied"
    expect_status 0 apply "$project/two.bale"
    expect_status 0 "$PROGRAM" status "$project/three.bale" --trust="$project/trust.json" --dsn="$dsn" --json
    jq -e '.state == "as promised" and .pending == 1 and .head.version == "0.2.0" and .environment == "staging"' \
        "$work/out" >/dev/null || cat "$work/out"
    expect_status 0 "$PROGRAM" verify "$project/three.bale" --trust="$project/trust.json" --json
    jq -e '.result == "verified" and (.migrations | length) == 3' "$work/out" >/dev/null || cat "$work/out"
    expect_status 4 "$PROGRAM" verify "$project/three.bale" --trust="$work/other/trust.json" --json
    jq -e '.error.code == 4' "$work/out" >/dev/null || cat "$work/out"
}

private_ledger() {
    fresh
    ask "CREATE ROLE stranger LOGIN" 2>/dev/null || true
    ask "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC"
    ask "ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO stranger"
    expect_status 0 apply "$project/one.bale"
    same "grants" 0 "$(ask "SELECT count(*) FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.relnamespace = 'pgbale'::regnamespace AND a.grantee <> c.relowner")"
    expect_status 6 "$PROGRAM" status --dsn="$dsn user=stranger"
    says "[ledger.private]"
}

plain_owner() {
    fresh
    psql -qX -d postgres -c "DROP ROLE IF EXISTS plain" -c "CREATE ROLE plain LOGIN" -c "ALTER DATABASE $db OWNER TO plain"
    ask "ALTER SCHEMA public OWNER TO plain"
    dsn="dbname=$db user=plain" expect_status 0 apply "$project/three.bale"
    hides superuser
    psql -qX -d postgres -c "DROP DATABASE $db" -c "DROP ROLE plain"
}

new_project other
hub_project hub
hub=$project
for name in all_at_once twice from_the_middle chain_of_hashes drift tampered environments history locked plans \
    private_ledger plain_owner lock_timeout secrets failing_step row_counts escapes wrong_result preflight; do
    project=$hub
    check "${name//_/ }" "$($name)"
done
finish
