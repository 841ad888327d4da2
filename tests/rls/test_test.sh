#!/bin/bash
#
# test: "pgbale test" runs what a project calls its tests on a database that the applier made.
#
# Usage: test_test.sh SOURCE-ROOT PGBALE PGBALE-APPLY
set -uo pipefail
top=$(realpath "$1") pgbale=$(realpath "$2") apply=$(realpath "$3")
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
PATH=$(dirname "$apply"):$PATH
work=$(mktemp -d /tmp/pgbale-test-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache PGOPTIONS='-c client_min_messages=warning'
unset POSTGRES_DSN PGBALE_ENV LAMIN_ENV
cp -R "$top/examples/hub" "$work/hub"
cd "$work" || exit 1

# Runs pgbale; prints what is wrong when it does not end with STATUS.
expect() { # STATUS ARGUMENT...
    local wanted=$1 status=0

    shift
    "$pgbale" "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ] || {
        echo "exit status $status, not $wanted: pgbale $*"
        cat out err
    }
}

says() { # WORDS
    grep -qF -- "$1" err || {
        echo "stderr does not say \"$1\""
        cat err
    }
}

check "a command has the migrated database, and its ledger" "$(
    expect 0 test -C hub -- sh -c \
        'psql -XAtqc "SELECT count(*) > 7 FROM pgbale.entry" -c "SELECT count(*) FROM hub.release" "$POSTGRES_DSN"'
    printf 't\n0\n' | diff - out)"
check "a command that fails" "$(
    expect 1 test -C hub -- sh -c 'exit 3'
    says "[test.failed]"
    says "ended with 3")"
check "a command that is not there" "$(
    expect 1 test -C hub -- no-such-command
    says "looked up in PATH")"
check "nothing to test" "$(
    expect 2 test -C hub
    says "hint:")"

# Cases about row security.
check "the hub's cases hold" "$(expect 0 test -C hub --rls
    grep -qx "1..$(cat hub/tests/rls/*.sql | grep -c 'pgbale: case')" out || echo "no plan"
    grep -q '^not ok' out && cat out)"

# The same cases before and after a migration: what could not be proven is shown by rows.
cp -R hub evidence
sed -i 's/WHERE c.instance_id = which AND c.collaborator_id = who/WHERE c.instance_id = which/' \
    evidence/schema/30-functions/10-who-may.sql
check "a helper that lets more people in shows in what they see" "$(
    expect 0 generate more -C evidence --version 1.0.0
    expect 0 prove -C evidence
    grep -q '^    unproven  public.instance  SELECT  authenticated' out || echo "not unproven"
    grep -A 9 '^  asked before' out | diff - <(cat <<'END'
  asked before and after (tests/rls): 41 cases, 35 answered the same
    Admins see who works with them (evidence/tests/rls/20-instance.sql:72), as authenticated
      before: 2 rows
      after:  3 rows
    and do not change them (evidence/tests/rls/20-instance.sql:96), as authenticated
      before: 0 rows
      after:  1 row
    Strangers see public instances only (evidence/tests/rls/20-instance.sql:101), as authenticated
      before: 1 row: atlas
      after:  2 rows: atlas; cells
END
)
    cp evidence/migrations/0008-more/proof.json first.json
    expect 0 prove -C evidence
    cmp first.json evidence/migrations/0008-more/proof.json)"
check "check says so at the case" "$(
    expect 3 check -C evidence --format json
    jq -e 'any(.findings[]; .rule == "access-differs" and .line == 101 and .level == "note")' out >/dev/null || echo "not said")"
check "and prove in Markdown" "$(expect 0 prove -C evidence --format markdown
    grep -q '^\*\*Access:\*\* cells' out || cat out)"
check "a form that is not there" "$(expect 2 prove -C evidence --format html)"
cat >hub/tests/rls/99-wrong.sql <<'END'
INSERT INTO auth.users (id) VALUES ('00000000-0000-0000-0000-00000000000a');
INSERT INTO public.account (id, handle) SELECT id, 'ada' FROM auth.users;
-- pgbale: as anon
-- pgbale: case #1 a number
-- pgbale: expect rows 2..3
SELECT handle FROM public.account;
-- pgbale: case rows
-- pgbale: expect row ben
SELECT handle FROM public.account;
-- pgbale: case a refusal
-- pgbale: expect refused
SELECT handle FROM public.account;
-- pgbale: case another refusal
-- pgbale: expect refused 23505
SELECT suspended_at FROM public.account;
-- pgbale: as nobody_there
-- pgbale: expect rows 1
SELECT handle FROM public.account;
-- pgbale: as authenticated {"sub": "00000000-0000-0000-0000-00000000000a"}
-- pgbale: case what a case writes is undone
-- pgbale: expect rows 1
UPDATE public.account SET name = 'x';
-- pgbale: case and not there for the next
-- pgbale: expect row NULL
SELECT name FROM public.account;
END
check "what is wrong is said as pgTAP does" "$(expect 1 test -C hub --rls
    sed -n '/99-wrong/,$p' out | sed -E 's/(ok|test) [0-9]+/\1 N/' | diff - <(cat <<'END'
# hub/tests/rls/99-wrong.sql
not ok N - \#1 a number
# Failed test N: "#1 a number"
# at hub/tests/rls/99-wrong.sql:6, as anon
#         have: 1 row
#               ada
#         want: 2 to 3 rows
not ok N - rows
# Failed test N: "rows"
# at hub/tests/rls/99-wrong.sql:9, as anon
#         have: 1 row
#               ada
#         want: 1 row
#               ben
not ok N - a refusal
# Failed test N: "a refusal"
# at hub/tests/rls/99-wrong.sql:12, as anon
#         have: 1 row
#               ada
#         want: refused, 42501
not ok N - another refusal
# Failed test N: "another refusal"
# at hub/tests/rls/99-wrong.sql:15, as anon
#         have: refused, 42501: permission denied for table account
#         want: refused, 23505
not ok N - nobody_there asks at line 18
# Failed test N: "nobody_there asks at line 18"
# at hub/tests/rls/99-wrong.sql:18, as nobody_there
#         have: refused, 22023: role "nobody_there" does not exist
#         want: 1 row
ok N - what a case writes is undone
ok N - and not there for the next
# Looks like you failed 5 tests of 48
END
)
    says "[rls.failed]")"
wrong() { # WORDS SQL: a file that cannot be read
    printf '%s\n' "$2" >hub/tests/rls/99-wrong.sql
    expect 2 test -C hub --rls
    says "$1"
    says "hint:"
}
check "files that say nothing clear" "$(
    wrong "nobody asks" $'-- pgbale: expect rows 1\nSELECT 1;'
    wrong "expects nothing" $'-- pgbale: case x\nSELECT 1;'
    wrong "expectation already" $'-- pgbale: as anon\n-- pgbale: expect rows 1\n-- pgbale: expect refused\nSELECT 1;'
    wrong "no JSON object" $'-- pgbale: as anon {x\n-- pgbale: expect rows 1\nSELECT 1;'
    wrong "cannot be part of a test" $'COMMIT;'
    wrong "malformed directive" $'-- pgbale: as anon\n-- pgbale: expect something\nSELECT 1;')"
printf 'INSERT INTO public.nowhere VALUES (1);\n' >hub/tests/rls/99-wrong.sql
check "rows that cannot be made" "$(expect 1 test -C hub --rls
    says "[rls.rows]"
    grep -q '^Bail out!  hub/tests/rls/99-wrong.sql:1: ' out || cat out)"
check "the directives mean nothing in a schema file" "$(
    cp -R hub other
    sed -i '1i -- pgbale: as anon' other/schema/10-foundation/10-schemas.sql
    expect 2 prove -C other
    says "may not stand in a schema file")"
rm -r hub/tests
check "no cases" "$(expect 2 test -C hub --rls
    says "[rls.none]")"
rm hub/migrations/0007-find-instances-faster/proof.json
check "no proof" "$(
    expect 3 test -C hub -- true
    says "[proof.missing]")"
check "nothing is left behind" "$(find /tmp -maxdepth 1 -name 'pgbale-test-??????' -user "$(id -un)" -newer "$work/hub")"

finish
