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
rm hub/migrations/0007-find-instances-faster/proof.json
check "no proof" "$(
    expect 3 test -C hub -- true
    says "[proof.missing]")"
check "nothing is left behind" "$(find /tmp -maxdepth 1 -name 'pgbale-test-??????' -user "$(id -un)" -newer "$work/hub")"

finish
