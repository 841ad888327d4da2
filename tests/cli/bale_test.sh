#!/bin/bash
#
# bale: wrong keys, wrong trust stores and bales that are not as they were made.
#
# Usage: bale_test.sh SOURCE-ROOT PGBALE PGBALE-APPLY PGBALE-AUDIT, with PGHOST and PGUSER naming a throw-away server
set -uo pipefail
TOP=$1 PGBALE=$2 APPLY=$3 AUDIT=$4
# shellcheck source=tests/tap.sh
. "$TOP/tests/tap.sh"
# shellcheck source=tests/cli/fixture.sh
. "$TOP/tests/cli/fixture.sh"
psql -qX -c "CREATE DATABASE target" postgres

# Both programs that verify refuse it, the applier also when it shall be applied; the database stays empty.
verifiers_refuse() { # STATUS NAME BALE TRUST WORDS...
    local status=$1 name=$2 bale=$3 trust=$4

    shift 4
    refuses "$status" "$name" "$AUDIT" verify "$bale" --trust "$trust"
    says "$*"
    refuses "$status" "$name" "$AUDIT" show "$bale" --trust "$trust"
    refuses "$status" "$name" "$APPLY" verify "$bale" --trust "$trust"
    says "$*"
    refuses "$status" "$name" "$APPLY" apply "$bale" --trust "$trust" --env staging --dsn "dbname=target"
    says "$*"
    same "the schemas of the target" public "$(psql -qAtX -d target -c "SELECT string_agg(nspname, ' ') FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")"
}

wrong_keys() {
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.key 2>/dev/null
    openssl ecparam -genkey -name prime256v1 -noout -out sec1.key
    cp keys/release.key open.key
    head -c 60 keys/release.key >cut.key
    chmod 600 rsa.key sec1.key cut.key
    chmod 644 open.key
    refuses 2 key.kind "$PGBALE" sign unsigned.bale --key keys/release.pub
    says '"keys/release.pub" holds a public key, not a private key'
    refuses 2 key.kind "$PGBALE" sign unsigned.bale --key keys/trust.json
    says '"keys/trust.json" is not a PEM file'
    refuses 2 key.algorithm "$PGBALE" sign unsigned.bale --key rsa.key
    says "RSA, which is not accepted"
    refuses 2 key.kind "$PGBALE" sign unsigned.bale --key sec1.key
    says "openssl pkcs8 -topk8"
    refuses 2 key.kind "$PGBALE" sign unsigned.bale --key cut.key
    says '"cut.key"'
    refuses 2 key.permissions "$PGBALE" sign unsigned.bale --key open.key
    says "(mode 0644)"
    refuses 2 - "$PGBALE" sign unsigned.bale --key nowhere.key
    says 'cannot open "nowhere.key": No such file or directory'
    refuses 2 - "$PGBALE" sign unsigned.bale
    says "sign needs a key"
    refuses 2 key.algorithm "$PGBALE" compile --project ../hub --sign rsa.key -o never.bale
    refuses 2 sign.already "$PGBALE" sign hub.bale --key keys/release.key
    says "has signed this bale already"
    refuses 4 frame.size "$PGBALE" sign keys/release.pub --key keys/release.key
    says "keys/release.pub: "
    refuses 2 - "$PGBALE" keygen release --out keys
    says '"keys/release.pub" exists already'
}

# Ways that work, next to those that do not.
passphrases() {
    printf 'open sesame\n' >passphrase
    printf 'open barley\n' >other-passphrase
    : >empty
    try "$PGBALE" keygen locked --out keys --passphrase-file passphrase --trust keys/locked.json
    try "$PGBALE" keygen curve --out keys --type ecdsa-p256 --trust keys/curve.json
    refuses 2 key.encrypted "$PGBALE" sign unsigned.bale --key keys/locked.key
    says "--passphrase-file"
    refuses 2 key.passphrase "$PGBALE" sign unsigned.bale --key keys/locked.key --passphrase-file other-passphrase
    says "the passphrase is wrong"
    refuses 2 - "$PGBALE" sign unsigned.bale --key keys/locked.key --passphrase-file empty
    refuses 2 - "$PGBALE" sign unsigned.bale --key keys/locked.key --passphrase-file nowhere
    try "$PGBALE" sign unsigned.bale --key keys/locked.key --passphrase-file passphrase -o locked.bale
    try "$AUDIT" verify locked.bale --trust keys/locked.json
    try "$PGBALE" sign locked.bale --key keys/curve.key
    try "$AUDIT" verify locked.bale --trust keys/curve.json
    try "$APPLY" verify locked.bale --trust keys/locked.json
    try "$TOP/docs/verify-by-hand.sh" locked.bale keys/curve.pub keys/locked.pub
    ! grep -rl "open sesame" keys || echo "the passphrase is in a file of its own key"
    refuses 2 - "$PGBALE" keygen x --type rsa
    says 'not "rsa"'
}

# The same key signs to the same bytes, and the order of two signatures does not matter.
signed_again() {
    try "$PGBALE" compile --project ../hub -o again.bale
    cmp again.bale unsigned.bale
    try "$PGBALE" sign again.bale --key keys/release.key
    cmp again.bale hub.bale
    try "$PGBALE" sign again.bale --key keys/stranger.key
    try "$PGBALE" sign unsigned.bale --key keys/stranger.key -o other.bale
    try "$PGBALE" sign other.bale --key keys/release.key
    cmp again.bale other.bale
}

wrong_trust() {
    verifiers_refuse 2 - hub.bale nowhere.json 'cannot open the trust store "nowhere.json": No such file or directory'
    verifiers_refuse 4 trust.syntax hub.bale keys/release.pub "keys/release.pub: not valid JSON at line 1"
    verifiers_refuse 4 trust.syntax hub.bale keys/release.key "keygen --trust FILE"
    refuses 4 trust.not-regular "$APPLY" verify hub.bale --trust keys
    says 'the trust store "keys" is not a regular file'
    refuses 4 trust.not-regular "$APPLY" apply hub.bale --trust keys --env staging --dsn dbname=target
    # The auditor's sandbox, where there is one, does not even open a folder.
    if "$AUDIT" verify hub.bale --trust keys >/dev/null 2>folder.err; then
        echo "the auditor takes a folder for a trust store"
    fi
    grep -qF 'the trust store "keys"' folder.err || cat folder.err
    jq 'del(.roles)' keys/trust.json >half.json
    verifiers_refuse 4 trust.missing-key hub.bale half.json "half.json: roles"
    cp keys/trust.json writable.json
    chmod 666 writable.json
    verifiers_refuse 4 trust.permissions hub.bale writable.json '"writable.json"'
    verifiers_refuse 4 signature.unknown-key hub.bale keys/stranger.json \
        "hub.bale: 0 of 1 needed signatures are by keys that may release; one is not counted: its key is not in the trust store"
    refuses 2 - "$AUDIT" verify hub.bale
    says "no trust store is given"
}

truncated() {
    local size all

    all=$(stat -c %s hub.bale)
    for size in 0 10 512 2048 4000; do
        head -c "$size" hub.bale >cut.bale
        refuses 4 "frame\.[a-z]*" "$AUDIT" verify cut.bale --trust keys/trust.json
        says "cut.bale: the bale has $size bytes"
        says "Get it again from where it was made."
    done
    for size in 4096 $((all / 1024 * 512)) $((all - 512)); do
        head -c "$size" hub.bale >cut.bale
        verifiers_refuse 4 archive.size cut.bale keys/trust.json "bytes after the signatures, the seal says"
    done
    head -c $((all - 1)) hub.bale >cut.bale
    verifiers_refuse 4 frame.size cut.bale keys/trust.json "cut.bale: the bale has $((all - 1)) bytes"
    { cat hub.bale; head -c 512 /dev/zero; } >long.bale
    verifiers_refuse 4 archive.size long.bale keys/trust.json "The bale was cut or something was added."
}

# One bit, in each part of the file.
tampered() {
    local at all byte

    all=$(stat -c %s hub.bale)
    for at in 0 100 150 512 700 1400 2048 2560 2700 3584 5000 60000 $((all / 2)) $((all - 1025)) $((all - 1)); do
        byte=$(od -An -tu1 -j "$at" -N 1 hub.bale)
        cp hub.bale tampered.bale
        # shellcheck disable=SC2059
        printf "\\x$(printf %02x $((byte ^ 1)))" | dd of=tampered.bale bs=1 seek="$at" conv=notrunc status=none
        verifiers_refuse 4 "[a-z]*\.[a-z-]*" tampered.bale keys/trust.json "tampered.bale: "
    done
    gzip -c hub.bale >packed.bale
    truncate -s %512 packed.bale
    verifiers_refuse 4 frame.first-member packed.bale keys/trust.json "A bale is not compressed"
    ln -sf hub.bale link.bale
    verifiers_refuse 4 frame.symlink link.bale keys/trust.json '"link.bale" is a symbolic link'
    verifiers_refuse 2 - nowhere.bale keys/trust.json 'cannot open "nowhere.bale": No such file or directory'
}

unsigned() {
    verifiers_refuse 4 signature.none unsigned.bale keys/trust.json "unsigned.bale: the bale is not signed"
    try "$PGBALE" sign unsigned.bale --key keys/stranger.key -o strange.bale
    verifiers_refuse 4 signature.unknown-key strange.bale keys/trust.json \
        "its key is not in the trust store"
    says "signed by unknown key"
}

for name in wrong_keys passphrases signed_again wrong_trust truncated tampered unsigned; do
    check "${name//_/ }" "$($name 2>&1)"
done
finish
