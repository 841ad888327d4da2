#!/bin/bash
#
# ledger_test: what the ledger records, what it tells clients, and that a change to it is seen.
#
# Usage: ledger_test.sh SOURCE-ROOT PROGRAM MAKER, under with_postgres.sh.
set -euo pipefail
PROGRAM=$2 MAKER=$3
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"

look() { # COMMAND OPTIONS...: a command that only looks
    "$PROGRAM" "$@" --dsn="$dsn"
}

status_of() { # CLIENT VERSION
    ask "SELECT concat_ws('|', supported, reason, min_version, schema_version) FROM pgbale.client_status('$1', '$2')"
}

logs() {
    fresh
    expect_status 6 look log
    says "[ledger.none]"
    expect_status 0 apply "$project/three.bale"
    expect_status 0 look log
    prints "finish      0.3.0 (0003-index), segment 4, by postgres"
    prints "intent      0.3.0 (0003-index), segment 2, by postgres: 020-alone.sql"
    same "lines" 11 "$(wc -l <"$work/out")"
    expect_status 0 look log --json
    jq -S . "$work/out" | cmp - "$work/out" || echo "the JSON is not canonical"
    jq -e '.environment == "staging" and .lineage == "hub" and (.entries | length) == 11 and .entries[10].kind == "finish"
        and ([.entries[].n] == [range(1; 12)])' "$work/out" >/dev/null || cat "$work/out"
    expect_status 2 look log all
    expect_status 2 look log --receipt="$work/out"
}

verifies() {
    fresh
    expect_status 0 apply "$project/one.bale"
    expect_status 0 apply "$project/three.bale"
    expect_status 0 look log verify
    prints "11 entries of 8 transactions; 0 failed attempts"
    prints "signatures not checked"
    expect_status 0 look log verify --trust="$project/trust.json"
    prints "2 stored, all signed by enough trusted keys"
    expect_status 0 look log verify --json --trust="$project/trust.json"
    jq -e --arg head "$(ask "SELECT encode(hash, 'hex') FROM pgbale.entry ORDER BY n DESC LIMIT 1")" \
        '.head == $head and .entries == 11 and .signatures_checked' "$work/out" >/dev/null || cat "$work/out"
    expect_status 6 look log verify --trust="$work/other/trust.json"
    says "[ledger.bale]"
}

# Changes the ledger as its owner can, and puts it back.
tamper() { # SQL EXPECTED-NAME
    psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "SET session_replication_role = replica" -c "$1" || echo "cannot tamper"
    expect_status 6 look log verify --trust="$project/trust.json"
    says "[$2]"
}

tampering() {
    local origin

    fresh
    expect_status 0 apply "$project/two.bale"
    origin=$db
    while IFS='|' read -r name sql; do
        next_number
        db=t$$_$number dsn=dbname=t$$_$number
        psql -qX -c "CREATE DATABASE $db TEMPLATE $origin" postgres
        tamper "$sql" "$name" | sed "s/^/$sql: /"
    done <<'END'
ledger.chain|UPDATE pgbale.entry SET actor = 'somebody' WHERE n = 1
ledger.chain|UPDATE pgbale.entry SET at = '2020' WHERE n = 4
ledger.chain|UPDATE pgbale.entry SET detail = '{}' WHERE n = 2
ledger.chain|DELETE FROM pgbale.entry WHERE n = 2
ledger.chain|DELETE FROM pgbale.entry WHERE n = 1
ledger.chain|UPDATE pgbale.meta SET environment = 'prod'
ledger.chain|UPDATE pgbale.meta SET target_id = gen_random_uuid()
ledger.release|DELETE FROM pgbale.release
ledger.bale|ALTER TABLE pgbale.bundle DROP CONSTRAINT bundle_check; UPDATE pgbale.bundle SET seal = seal || '\x20'
ledger.bale|UPDATE pgbale.bundle SET manifest = manifest || '\x20'
ledger.bale|UPDATE pgbale.bundle SET signatures = '[]'
ledger.bale|UPDATE pgbale.bundle SET signatures = replace(signatures::text, left(signatures -> 0 ->> 'raw', 8), '00000000')::json
END
}

# What a login could try that may call the functions but does not own the tables.
functions_check() {
    fresh
    expect_status 0 apply "$project/one.bale"
    local head="lineage, n + 1, 'finish', bundle_id, sequence, migration_id, name, version, segment + 9, fence"
    local now="to_char(transaction_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    local end="detail, lock_hash, hash"
    local from="FROM pgbale.entry WHERE n = 2"
    for values in "$head, '1', $now, actor, $end, hash" \
        "$head, pg_current_xact_id()::text, '2020', actor, $end, hash" \
        "$head, pg_current_xact_id()::text, $now, 'somebody', $end, hash" \
        "${head/n + 1/n + 2}, pg_current_xact_id()::text, $now, actor, $end, hash" \
        "${head/fence/fence + 1}, pg_current_xact_id()::text, $now, actor, $end, hash" \
        "$head, pg_current_xact_id()::text, $now, actor, detail, lock_hash, prev, hash"; do
        expect_status 1 psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "SELECT pgbale.append($values) $from"
        says "does not follow the head"
    done
    expect_status 1 psql -qX -v ON_ERROR_STOP=1 -d "$db" \
        -c "SELECT pgbale.append($head, pg_current_xact_id()::text, $now, actor, $end, hash) $from"
    says "wrong hash"
    expect_status 1 psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "SELECT pgbale.initialize('prod', 'hub')"
}

version_order() {
    local sorted

    fresh
    expect_status 0 apply "$project/one.bale"
    # The order of SemVer 2.0's own example, and numbers beyond 64 bits.
    sorted="0.9.9 0.10.0 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11"
    sorted+=" 1.0.0-rc.1 1.0.0 1.2.0 1.10.0 2.0.0 99999999999999999999.0.0 100000000000000000000.0.0"
    same "the order" "$sorted" "$(ask "SELECT string_agg(v, ' ' ORDER BY pgbale.version_key(v) COLLATE \"C\")
        FROM (SELECT * FROM unnest(string_to_array('$sorted', ' ')) v ORDER BY random()) x")"
    same "equal" t "$(ask "SELECT pgbale.version_key('1.0.0+a') = pgbale.version_key('1.0.0+b.c')")"
    for text in "" 1 1.0 1.0.0.0 v1.0.0 01.0.0 1.0.0- 1.0.0-01 1.0.0-a..b 1.0.0+ "1.0.0 " "1.0.٣" \
        "1.0.0-$(printf 'a%.0s' {1..64})"; do
        same "\"$text\"" "" "$(ask "SELECT pgbale.version_key('$text')")"
    done
}

# The target is at 0.1.0; two pending migrations break the client.
breaking_is_asked_for() {
    expect_status 0 look plan "$project/three.bale" --trust="$project/trust.json" --env=staging
    prints "lndb before 0.9.0 (0002-break), lndb before 0.10.0 (0003-more): apply needs --accept-breaking"
    expect_status 0 look plan "$project/three.bale" --trust="$project/trust.json" --env=staging --json
    jq -e '.breaking_needs == "apply needs --accept-breaking"' "$work/out" >/dev/null || cat "$work/out"
    expect_status 0 apply "$project/three.bale" --dry-run
    says "stops working after this"
    expect_status 5 apply "$project/three.bale"
    says "[policy.breaking]"
    same "nothing" 2 "$(ask "SELECT count(*) FROM pgbale.entry")"
}

client_status() {
    new_project claims
    step 0001-base 010.sql <<<"CREATE TABLE base (id int);"
    step 0002-break 010.sql <<<"ALTER TABLE base ADD COLUMN a int;"
    echo 0.9.0 >"$project/0002-break/breaks"
    step 0003-more 010.sql <<<"ALTER TABLE base ADD COLUMN b int;"
    echo 0.10.0 >"$project/0003-more/breaks"
    step 0004-never 010.sql <<<"ALTER TABLE base ADD COLUMN c int;"
    : >"$project/0004-never/breaks"
    export MAKER_READERS="anon"
    psql -qX -c "CREATE ROLE anon" -c "CREATE ROLE other" postgres 2>/dev/null || true
    pack one 0001-base
    pack three 0001-base 0002-break 0003-more
    pack four 0001-base 0002-break 0003-more 0004-never
    fresh
    expect_status 0 apply "$project/one.bale"
    same "first" "t|supported|0.1.0" "$(status_of lndb 0.0.1)"
    same "unknown" "f|unknown client|0.1.0" "$(status_of stranger 1.0.0)"
    breaking_is_asked_for
    expect_status 0 apply "$project/three.bale" --accept-breaking
    says "stops working after this: lndb before 0.9.0 (0002-break), lndb before 0.10.0 (0003-more)"
    same "recorded" flag "$(ask "SELECT detail ->> 'breaking_accepted' FROM pgbale.entry WHERE kind = 'finish' AND sequence = 3")"
    expect_status 0 apply "$project/three.bale"
    same "older" "f|too old|0.10.0|0.3.0" "$(status_of lndb 0.9.5)"
    same "equal" "t|supported|0.10.0|0.3.0" "$(status_of lndb 0.10.0)"
    same "before" "f|too old|0.10.0|0.3.0" "$(status_of lndb 0.10.0-rc.1)"
    same "newer" "t|supported|0.10.0|0.3.0" "$(status_of lndb 0.100.0)"
    same "no version" "f|not a version|0.10.0|0.3.0" "$(status_of lndb latest)"
    same "null" "f|not a version|0.10.0|0.3.0" "$(ask "SELECT concat_ws('|', supported, reason, min_version, schema_version)
        FROM pgbale.client_status('lndb', NULL)")"
    same "as anon" "t" "$(ask "SET ROLE anon; SELECT supported FROM pgbale.client_status('lndb', '1.0.0')")"
    expect_status 1 psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "SET ROLE anon" -c "SELECT * FROM pgbale.entry"
    expect_status 1 psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "SET ROLE anon" -c "SELECT pgbale.publish('{other}')"
    expect_status 1 psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "SET ROLE other" \
        -c "SELECT * FROM pgbale.client_status('lndb', '1.0.0')"
    MAKER_READERS="other" pack four 0001-base 0002-break 0003-more 0004-never
    expect_status 0 apply "$project/four.bale" --accept-breaking
    same "never" "f|no version works|0.10.0|0.4.0" "$(status_of lndb 9.0.0)"
    expect_status 1 psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "SET ROLE anon" \
        -c "SELECT * FROM pgbale.client_status('lndb', '1.0.0')"
    MAKER_READERS="nobody_there" pack four 0001-base
    fresh
    expect_status 6 apply "$project/four.bale"
    says "role nobody_there does not exist"
}

# A migration that breaks a client does so from its first committed segment on.
half_way() {
    new_project half
    step 0001-base 010.sql <<<"CREATE TABLE base (id int);"
    step 0002-break 010.sql <<<"ALTER TABLE base ADD COLUMN a int;"
    step 0002-break 020-alone.sql <<<"CREATE INDEX CONCURRENTLY base_id ON base (id);"
    echo 0.9.0 >"$project/0002-break/breaks"
    sed -i '1i -- index public.base_id' "$project/0002-break/020-alone.sql"
    pack one 0001-base
    pack two 0001-base 0002-break
    fresh
    expect_status 0 apply "$project/one.bale"
    # A duplicate makes the index fail where the scratch database had none.
    ask "CREATE FUNCTION stop() RETURNS event_trigger LANGUAGE plpgsql AS \$\$ BEGIN RAISE 'stop'; END \$\$"
    ask "CREATE EVENT TRIGGER stop ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION stop()"
    ask "ALTER FUNCTION stop() SET SCHEMA pg_catalog" 2>/dev/null || ask "CREATE SCHEMA x; ALTER FUNCTION stop() SET SCHEMA x"
    expect_status 10 apply "$project/two.bale" --accept-breaking
    says "stop"
    same "half way" "f|too old|0.9.0|0.1.0" "$(status_of lndb 0.8.0)"
    same "recorded" "segment finish segment intent failed" "$(ask "SELECT string_agg(kind, ' ' ORDER BY n) FROM pgbale.entry")"
    ask "DROP EVENT TRIGGER stop"
    expect_status 0 apply "$project/two.bale"
    same "done" "segment finish segment intent failed done finish" \
        "$(ask "SELECT string_agg(kind, ' ' ORDER BY n) FROM pgbale.entry")"
    expect_status 0 look log
    prints "failed      0.2.0 (0002-break), segment 2, by postgres: "
}

notification() {
    local heard

    MAKER_CHANNEL=pgrst pack noticed 0001-accounts 0002-handles
    fresh
    mkfifo "$work/sql"
    psql -qX -d "$db" <"$work/sql" >"$work/heard" 2>&1 &
    exec 7>"$work/sql"
    echo "LISTEN pgrst;" >&7
    sleep 0.3
    expect_status 0 apply "$bale"
    echo "SELECT 1;" >&7
    exec 7>&-
    wait
    rm "$work/sql"
    heard=$(grep -c 'notification "pgrst" with payload "reload schema"' "$work/heard") || true
    same "notifications" 2 "$heard"
}

new_project other
hub_project hub
hub=$project
for name in logs verifies tampering functions_check version_order client_status half_way notification; do
    project=$hub
    unset MAKER_READERS
    check "${name//_/ }" "$($name)"
done
finish
