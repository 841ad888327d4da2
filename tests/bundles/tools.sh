#!/bin/bash
#
# tools: our programs against jq, tar, sha256sum and openssl.
#
# Usage: tests/bundles/tools.sh MAKER PGBALE-AUDIT SOURCE-ROOT
set -euo pipefail
maker=$(realpath "$1") audit=$(realpath "$2") root=$(realpath "$3")
# shellcheck source=tests/tap.sh
. "$root/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Prints a finding unless the command exits with the status.
expect() { # STATUS COMMAND...
    local wanted=$1 status=0
    shift
    "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ] || { echo "exit $status, not $wanted: $*"; cat out err; }
}

for kind in ed25519 p256; do
    mkdir $kind
    "$maker" $kind $kind
    check "$kind: the script of the docs accepts the bale" \
        "$(expect 0 "$root/docs/verify-by-hand.sh" $kind/sample.bale $kind/key.pub)"
    check "$kind: pgbale-audit verify accepts it" "$(expect 0 "$audit" verify $kind/sample.bale --trust $kind/trust.json)"
    check "$kind: openssl derives the same public key" "$(openssl pkey -in $kind/key.pem -pubout | cmp - $kind/key.pub 2>&1)"
    tar -xf $kind/sample.bale -C $kind
done
check "a bale is refused under another trust store" \
    "$(expect 4 "$audit" verify ed25519/sample.bale --trust p256/trust.json; grep -q 'signature.unknown-key' err || cat err)"
check "an unsigned bale is refused" \
    "$(expect 4 "$audit" verify ed25519/unsigned.bale --trust ed25519/trust.json; grep -q 'signature.none' err || cat err)"
check "an unsigned bale is refused by hand" "$(expect 4 "$root/docs/verify-by-hand.sh" ed25519/unsigned.bale ed25519/key.pub)"
check "without a trust store nothing is verified" "$(expect 2 "$audit" verify ed25519/sample.bale)"
check "a trust store that is a bale is refused" "$(expect 4 "$audit" verify ed25519/sample.bale --trust ed25519/sample.bale)"
check "a missing bale is a usage error" "$(expect 2 "$audit" show none.bale --trust ed25519/trust.json)"

for file in ed25519/json-*.json ed25519/trust.json ed25519/seal.json ed25519/manifest.json; do
    check "jq -S prints $file as it is" "$(jq -S . "$file" | cmp - "$file" 2>&1)"
done

cd ed25519
check "a migration's id is the digest of its record" "$(
    for i in 0 1; do
        jq -r ".migrations[$i].id" manifest.json
        jq -S ".migrations[$i].record" manifest.json | sha256sum | cut -d ' ' -f 1
    done | uniq -c | grep -v '^ *2 '
)"
check "the bale's id is the digest of the seal" "$(
    diff <(sha256sum seal.json | cut -d ' ' -f 1) <("$audit" verify sample.bale --trust trust.json --json | jq -r .bale) 2>&1
)"
check "verify --json names the refusal" "$(
    head -c 4096 sample.bale >cut.bale
    "$audit" verify cut.bale --trust trust.json --json 2>/dev/null | jq -e '.result == "refused" and .name == "archive.size"' |
        grep -vx true
)"
check "show --json is canonical JSON and holds the steps" "$(
    "$audit" show sample.bale --trust trust.json --json --sql >show.json
    jq -S . show.json | cmp - show.json 2>&1
    diff <(jq -j '.migrations[0].steps[0].sql' show.json) migrations/0001-accounts/010-tables.sql 2>&1
)"
"$audit" show sample.bale --trust trust.json --sql >show.txt
check "show escapes foreign text" "$(grep -nP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae' show.txt)$(
    grep -qF 'own \x1b[31m\u{202e}rows on hub.account: added' show.txt || cat show.txt)"
check "show tells what a reviewer must see" "$(
    for text in 'signed by    ci (ed25519' 'client       lndb: BREAKS, needs at least 1.10.0' 'for          prod, staging' \
        'hub.account: row security not there -> on, forced' 'hub.old: row security on -> dropped' 'permissive, SELECT, to authenticated' \
        'TABLE hub.account to anon: SELECT -> INSERT' 'TABLE hub.account (name) to anon: nothing -> UPDATE' \
        'nobody has reviewed' 'widens  hub.account  INSERT  anon' 'nothing (no grant) -> all rows' '1 more sections' 'must touch at least 1 rows' \
        'standalone: each alone' '| CREATE TABLE hub.account (id int);'; do
        grep -qF -- "$text" show.txt || echo "missing: $text"
    done
)"
check "trust check accepts the store" "$(expect 0 "$audit" trust check trust.json)"
check "trust check refuses a threshold of 0" "$(
    jq '.roles.release.threshold = 0' trust.json >weak.json
    expect 4 "$audit" trust check weak.json
)"
check "a bale is read from standard input" "$(expect 0 "$audit" verify - --trust trust.json <sample.bale)"
# Two good bales that take turns under one name, by renaming and by writing into the file that is being read.
check "B47: a bale that changes while it is read is one of the two, or gets no verdict" "$(
    for way in rename overwrite; do
        cp sample.bale moving.bale
        while :; do
            for turn in sample other; do
                if [ $way = rename ]; then
                    cp $turn.bale next.bale && mv next.bale moving.bale
                else
                    cat $turn.bale >moving.bale
                fi
            done
        done 2>/dev/null &
        mover=$!
        for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
            "$audit" verify moving.bale --trust trust.json --json 2>/dev/null | jq -r 'if .result == "verified" then .bale else .result end'
        done | grep -vx -e refused -e failed -e "$(sha256sum <seal.json | cut -d ' ' -f 1)" -e "$(tar -xOf other.bale seal.json | sha256sum | cut -d ' ' -f 1)" || true
        kill $mover
        wait $mover 2>/dev/null || true
    done
)"
check "OPENSSL_CONF loads nothing" "$(
    printf 'openssl_conf = x\n[x]\nengines = y\n[y]\nz = w\n[w]\ndynamic_path = /nonexistent.so\ninit = 1\n' >evil.cnf
    OPENSSL_CONF=$PWD/evil.cnf expect 0 "$audit" verify sample.bale --trust trust.json
)"
finish
