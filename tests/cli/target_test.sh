#!/bin/bash
#
# target: servers that cannot be reached, and targets that are not as a bale expects them.
#
# Usage: target_test.sh SOURCE-ROOT PGBALE PGBALE-APPLY PGBALE-AUDIT, with PGHOST and PGUSER naming a throw-away server
set -uo pipefail
TOP=$1 PGBALE=$2 APPLY=$3 AUDIT=$4
# shellcheck source=tests/tap.sh
. "$TOP/tests/tap.sh"
# shellcheck source=tests/cli/fixture.sh
. "$TOP/tests/cli/fixture.sh"
export PGBALE_TRUST=$work/bales/keys/trust.json LAMIN_ENV=staging
secret=Zq7-not-to-be-seen

# A database as Supabase hands it out, in $db.
database() { # NAME
    db=$1
    psql -qX -c "CREATE DATABASE $db" postgres &&
        psql -qX -v ON_ERROR_STOP=1 -d "$db" -f "$TOP/compiler/preludes/supabase.sql" >/dev/null
}

# Everything in it, and the ledger without its entries of attempts that failed.
contents() {
    pg_dump --exclude-schema=pgbale "$db" | sed '/^\\\(un\)\?restrict /d'
    psql -qAtX -d "$db" -c "SELECT lineage, kind, sequence, segment, bundle_id, hash FROM pgbale.entry
        WHERE kind <> 'failed' ORDER BY lineage, n" 2>&1
}

# A command that must be refused and leave $db as it was.
target_refuses() { # STATUS NAME COMMAND...
    local before

    before=$(contents)
    refuses "$@"
    [ "$(contents)" = "$before" ] || {
        echo "the database was changed: $*"
        diff <(echo "$before") <(contents) | cut -c 1-200 | head -n 40
    }
}

hides() { # WORDS...: neither output holds them
    ! grep -F -- "$*" "$work/out" "$work/err" || echo "\"$*\" is shown"
}

unreachable() {
    local dsn

    for dsn in "host=127.0.0.1 port=1 user=u password=$secret dbname=d" "postgresql://u:$secret@127.0.0.1:1/d" \
        "host=/nowhere/at/all user=u password=$secret dbname=d" "postgresql://u:$secret@no-such-host.invalid/d"; do
        refuses 8 - "$APPLY" apply hub.bale --dsn "$dsn"
        says "cannot connect to the server: "
        says "Check host, port, database, user and password"
        hides "$secret"
        refuses 8 - env POSTGRES_DSN="$dsn" "$APPLY" apply hub.bale
        hides "$secret"
        refuses 8 - "$APPLY" plan hub.bale --dsn "$dsn"
        refuses 8 - "$APPLY" status --dsn "$dsn"
        hides "$secret"
        refuses 8 - env POSTGRES_DSN="$dsn" "$PGBALE" generate x --project ../hub
        hides "$secret"
        refuses 8 - "$PGBALE" diff --project ../hub --from "$dsn"
        hides "$secret"
        refuses 8 - "$PGBALE" prove --project ../hub --scratch "$dsn"
        says "scratch server: cannot connect"
        hides "$secret"
    done
    "$APPLY" apply hub.bale --dsn "postgresql://u:$secret@127.0.0.1:1/d" --json >"$work/out" 2>"$work/err"
    hides "$secret"
    same "the error in JSON" 8 "$(jq .error.code "$work/out")"
}

# libpq's own messages would show these in part.
unreadable_strings() {
    local dsn

    for dsn in "postgresql://u:$secret@[bad/d" "postgresql://u:ab@$secret@h/d" "postgresql://u:ab/$secret@h/d" \
        "host=h password=two $secret" "host=h passwrd=$secret" "postgresql://u:%zz$secret@h/d"; do
        refuses 2 - "$APPLY" apply hub.bale --dsn "$dsn"
        says "the connection string can"
        says "not shown"
        hides "$secret"
        refuses 2 - env POSTGRES_DSN="$dsn" "$PGBALE" generate x --project ../hub
        hides "$secret"
    done
    refuses 2 - "$APPLY" apply hub.bale "postgresql://u:$secret@h/d"
    hides "$secret"
    refuses 2 - "$APPLY" apply "postgresql://u:$secret@h/d"
    hides "$secret"
    refuses 2 - "$APPLY" apply hub.bale --dns "postgresql://u:$secret@h/d"
    hides "$secret"
}

wrong_password() {
    local hba

    database guarded
    psql -qX -d postgres -c "CREATE ROLE guard LOGIN PASSWORD 'right'"
    hba=$(psql -qAtX -c "SHOW hba_file" postgres)
    sed -i '1i local all guard scram-sha-256' "$hba"
    psql -qAtX -c "SELECT pg_reload_conf()" postgres >/dev/null
    sleep 0.3
    target_refuses 8 - "$APPLY" apply hub.bale --dsn "dbname=$db user=guard password=$secret"
    says 'password authentication failed for user "guard"'
    hides "$secret"
    target_refuses 8 - env PGPASSWORD="$secret" "$APPLY" apply hub.bale --dsn "dbname=$db user=guard"
    hides "$secret"
    target_refuses 8 - env POSTGRES_DSN="postgresql://guard:$secret@/$db?host=$PGHOST" "$APPLY" apply hub.bale
    says 'password authentication failed for user "guard"'
    hides "$secret"
    target_refuses 8 - env POSTGRES_DSN="dbname=$db user=guard password=$secret" "$PGBALE" generate x --project ../hub
    hides "$secret"
    target_refuses 8 - "$APPLY" apply hub.bale --dsn "dbname=$db user=guard"
    says "no password supplied"
    sed -i 1d "$hba"
    psql -qAtX -c "SELECT pg_reload_conf()" postgres >/dev/null
}

missing_database() {
    db=postgres
    target_refuses 8 - "$APPLY" apply hub.bale --dsn "dbname=no_such_database"
    says 'database "no_such_database" does not exist'
    target_refuses 8 - "$APPLY" apply hub.bale --dsn "dbname=postgres user=no_such_role"
    says 'role "no_such_role" does not exist'
    target_refuses 8 - env POSTGRES_DSN="postgresql:///no_such_database" "$PGBALE" generate x --project ../hub
    target_refuses 2 environment.missing env -u LAMIN_ENV "$APPLY" apply hub.bale --dsn dbname=postgres
    says "There is no default"
    target_refuses 5 policy.environment env LAMIN_ENV=test "$APPLY" apply hub.bale --dsn dbname=postgres
}

# While it works, in every place that another user of the machine can look at.
password_in_ps() {
    local applier key

    database busy
    key=$(psql -qAtX -d busy -c "SELECT ('x' || substr(h, 1, 8))::bit(32)::int || ', ' || ('x' || substr(h, 9, 8))::bit(32)::int
        FROM encode(sha256('hub'), 'hex') h")
    psql -qX -d busy -c "SELECT pg_advisory_lock($key), pg_sleep(4)" >/dev/null &
    sleep 0.5
    "$APPLY" apply hub.bale --dsn "dbname=busy password=$secret" --lock-wait 2s >"$work/out" 2>"$work/err" &
    applier=$!
    for _ in $(seq 50); do
        ! grep -q waiting "$work/err" || break
        sleep 0.1
    done
    says "waiting for another applier"
    tr '\0' ' ' <"/proc/$applier/cmdline" >"$work/cmdline"
    grep -q "apply hub.bale --dsn dbname=busy password=\*\*\*" "$work/cmdline" || cat "$work/cmdline"
    # shellcheck disable=SC2009
    ps -ef | grep -v grep | grep -F "$secret"
    psql -qAtX -d busy -c "SELECT * FROM pg_stat_activity" | grep -F "$secret"
    wait "$applier"
    same "the exit status" 9 $?
    hides "$secret"
    wait
}

drifted() {
    database drift
    try "$PGBALE" compile --project ../hub --upto 0.14.2 -o middle.bale --sign keys/release.key
    try "$APPLY" apply middle.bale --dsn "dbname=$db"
    psql -qX -d "$db" -c "ALTER TABLE public.instance ADD COLUMN by_hand text"
    target_refuses 6 state.drift "$APPLY" apply hub.bale --dsn "dbname=$db"
    says "0005-open-registration"
    says "Nothing was touched."
    target_refuses 6 state.drift "$APPLY" plan hub.bale --dsn "dbname=$db"
    target_refuses 6 state.drift "$APPLY" status hub.bale --dsn "dbname=$db"
    prints "drifted"
    psql -qX -d "$db" -c "ALTER TABLE public.instance DROP COLUMN by_hand"
    psql -qX -d "$db" -c "ALTER TABLE public.instance DISABLE ROW LEVEL SECURITY"
    target_refuses 6 state.drift "$APPLY" apply hub.bale --dsn "dbname=$db"
    psql -qX -d "$db" -c "ALTER TABLE public.instance ENABLE ROW LEVEL SECURITY"
    target_refuses 5 policy.breaking "$APPLY" apply hub.bale --dsn "dbname=$db"
    says "pending migrations break clients: lndb"
    says "(0006-storage-creators)"
    try "$APPLY" apply hub.bale --dsn "dbname=$db" --accept-breaking
    database strange
    psql -qX -d "$db" -c "CREATE TABLE public.stranger (id int)"
    target_refuses 6 state.drift "$APPLY" apply hub.bale --dsn "dbname=$db"
    says "nothing applied yet"
}

ledger_ahead() {
    database ahead
    try "$APPLY" apply hub.bale --dsn "dbname=$db"
    try "$PGBALE" compile --project ../hub --upto 0.14.2 -o middle.bale --sign keys/release.key
    target_refuses 6 position.ahead "$APPLY" apply middle.bale --dsn "dbname=$db"
    says "it is at version 0.14.12 (migration 7), the bale ends at version 0.14.2 (migration 5)"
    says "Use a newer bale"
    target_refuses 6 position.ahead "$APPLY" plan middle.bale --dsn "dbname=$db"
    target_refuses 5 ledger.environment env LAMIN_ENV=prod "$APPLY" apply hub.bale --dsn "dbname=$db"
    says 'its environment is "staging"'
    cp "$work/bales/hub.bale" fork.bale
    (
        fresh
        sed -i '$a -- Another history.' migrations/0006-*/010-tables.sql
        try "$PGBALE" prove --all
        try "$PGBALE" compile -o "$work/bales/fork.bale" --sign "$work/bales/keys/release.key"
    )
    target_refuses 6 position.fork "$APPLY" apply fork.bale --dsn "dbname=$db"
}

# All that is missing at once, so that ops asks for it once.
preflight() {
    (
        fresh
        jq -S '.requires.roles |= (. + ["nobody_here"] | sort) | .requires.schemas |= (. + ["nowhere"] | sort) |
            .requires.extensions |= (. + ["no_such_extension"] | sort)' $newest/proof.json >proof.json
        mv proof.json $newest/proof.json
        try "$PGBALE" compile -o "$work/bales/needs.bale" --sign "$work/bales/keys/release.key"
    )
    psql -qX -c "CREATE DATABASE bare" postgres
    psql -qX -d bare -c "CREATE ROLE weak LOGIN"
    db=bare
    target_refuses 6 target.preflight "$APPLY" apply needs.bale --dsn "dbname=$db user=weak"
    for text in "role nobody_here does not exist" "extension no_such_extension is not available" \
        "schema auth does not exist" "schema extensions does not exist" "schema nowhere does not exist" \
        "no CREATE privilege on schema public" "no CREATE privilege on database bare" "Put all of these right"; do
        says "$text"
    done
    target_refuses 6 target.preflight "$APPLY" plan needs.bale --dsn "dbname=$db user=weak"
}

# A step that the proof could not know to fail: the target's auth.users has no such column.
failing_step() {
    (
        fresh
        mkdir migrations/0008-names
        printf '[migration]\nversion = 0.15.0\nbreaks-lndb = n\nrls-review = ada: a table for a test\n[waivers]\ncontract-rows = the test wants it\n' >migrations/0008-names/migration.ini
        cat >migrations/0008-names/010-names.sql <<'END'
CREATE TABLE public.greeting (id int PRIMARY KEY);
-- Everybody gets a näme.
UPDATE public.account AS a
   SET name = u.email
  FROM auth.users AS u
 WHERE u.id = a.id;
END
        echo 'CREATE TABLE public.greeting (id int PRIMARY KEY);' | declare_file 99-greeting.sql
        try "$PGBALE" prove
        try "$PGBALE" compile -o "$work/bales/names.bale" --sign "$work/bales/keys/release.key"
    )
    database failing
    try "$APPLY" apply hub.bale --dsn "dbname=$db"
    psql -qX -d "$db" -c "ALTER TABLE auth.users RENAME COLUMN email TO mail"
    target_refuses 7 step.failed "$APPLY" apply names.bale --dsn "dbname=$db"
    says '0008-names/010-names.sql:4:15: column u.email does not exist (SQLSTATE 42703)'
    says "       SET name = u.email"
    says "                  ^"
    says "all of this segment was rolled back"
    says "hint: Perhaps you meant"
    psql -qX -d "$db" -c "ALTER TABLE auth.users RENAME COLUMN mail TO email"
    try "$APPLY" apply names.bale --dsn "dbname=$db"
}

second_applier() {
    local first

    database contested
    try "$PGBALE" compile --project ../hub --upto 0.9.8 -o first.bale --sign keys/release.key
    try "$APPLY" apply first.bale --dsn "dbname=$db"
    mkfifo gate
    psql -qX -d "$db" <gate >/dev/null &
    exec 9>gate
    echo "BEGIN; LOCK TABLE public.instance IN ACCESS SHARE MODE;" >&9
    PGAPPNAME=first "$APPLY" apply hub.bale --dsn "dbname=$db" --accept-breaking --lock-timeout 60s >first.log 2>&1 9>&- &
    first=$!
    for _ in $(seq 100); do
        [ "$(psql -qAtX -d "$db" -c "SELECT count(*) FROM pg_locks WHERE NOT granted")" = 0 ] || break
        sleep 0.1
    done
    refuses 9 target.locked "$APPLY" apply hub.bale --dsn "dbname=$db" --lock-wait 300ms
    says "another applier works on"
    says "waited 0.3 s"
    says "the lock is held by server process"
    says "Try again, or wait longer with --lock-wait."
    exec 9>&-
    wait "$first" || cat first.log
    rm gate
    try "$APPLY" apply hub.bale --dsn "dbname=$db"
    prints "to do"
}

for name in unreachable unreadable_strings wrong_password missing_database password_in_ps drifted ledger_ahead \
    preflight failing_step second_applier; do
    check "${name//_/ }" "$($name 2>&1)"
done
finish
