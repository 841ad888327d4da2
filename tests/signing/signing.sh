#!/bin/bash
#
# signing: signatures that are made elsewhere: by openssl, and by a hardware token (SoftHSM) through OpenSSL's
# pkcs11 engine and through pkcs11-tool.
#
# Usage: tests/signing/signing.sh BALE-MAKER PGBALE PGBALE-AUDIT SOURCE-ROOT
set -euo pipefail
maker=$(realpath "$1") pgbale=$(realpath "$2") audit=$(realpath "$3") root=$(realpath "$4")
# shellcheck source=tests/tap.sh
. "$root/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$maker" .
umask 077

# Prints a finding unless the command exits with the status.
expect() { # STATUS COMMAND...
    local wanted=$1 status=0
    shift
    "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ] || { echo "exit $status, not $wanted: $*"; cat out err; }
}

# The same, and the refusal must say so.
refused() { # STATUS TEXT COMMAND...
    local status=$1 text=$2
    shift 2
    expect "$status" "$@"
    grep -qF -- "$text" err || { echo "the message lacks: $text"; cat err; }
}

bale_id() {
    "$audit" verify "$1" --trust "$2" --json | jq -r .bale
}

# A trust store in which any of the public keys may release, THRESHOLD of them together.
trust_of() { # THRESHOLD PUBLIC...
    local threshold=$1 key der id algorithm
    shift
    for key in "$@"; do
        openssl pkey -pubin -in "$key" -outform DER -out spki.der
        der=$(base64 -w0 spki.der)
        id=$(sha256sum spki.der | cut -d ' ' -f 1)
        algorithm=ed25519
        [ "$(stat -c %s spki.der)" = 44 ] || algorithm=ecdsa-p256
        jq -n --arg id "$id" --arg name "$key" --arg algorithm $algorithm --arg spki "$der" \
            '{id: $id, name: $name, algorithm: $algorithm, spki: $spki}'
    done | jq -s --argjson threshold "$threshold" '{format: "pgbale-trust/1", version: 1, environments: {},
        keys: ., roles: {release: {keys: map(.id), threshold: $threshold}}}'
}

# --- what is signed ---------------------------------------------------------------------------------

"$pgbale" sign --print-pae unsigned.bale >pae
tar -xf unsigned.bale seal.json
check "--print-pae prints the encoding that the format prescribes" "$(
    { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(stat -c %s seal.json)"; cat seal.json; } | cmp - pae 2>&1)"
check "--print-pae is the same for a bale that is signed already" "$("$pgbale" sign --print-pae sample.bale | cmp - pae 2>&1)"
check "--print-pae goes with no key" "$(refused 2 'goes with no other option' "$pgbale" sign --print-pae --key key.pem unsigned.bale)"
check "--print-pae refuses what is not a bale" "$(
    cp unsigned.bale broken.bale
    printf X | dd of=broken.bale bs=1 seek=5000 conv=notrunc status=none
    refused 4 "the archive's bytes are not those that were signed" "$pgbale" sign --print-pae broken.bale
    [ ! -s out ] || echo "something was printed")"

# --- openssl ------------------------------------------------------------------------------------------

openssl genpkey -algorithm ED25519 -out ed.key
openssl pkey -in ed.key -pubout -out ed.pub
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.key
openssl pkey -in ec.key -pubout -out ec.pub
openssl pkeyutl -sign -inkey ed.key -rawin -in pae -out ed.sig
openssl dgst -sha256 -sign ec.key -out ec.sig pae

check "a signature by openssl, Ed25519" "$(
    expect 0 "$pgbale" attach unsigned.bale --key ed.pub --signature ed.sig -o ed.bale
    trust_of 1 ed.pub >ed.json
    expect 0 "$audit" verify ed.bale --trust ed.json
    expect 0 "$root/docs/verify-by-hand.sh" ed.bale ed.pub)"
check "a signature by openssl, P-256, added to it" "$(
    expect 0 "$pgbale" attach ed.bale --key ec.pub --signature ec.sig -o both.bale
    trust_of 2 ed.pub ec.pub >both.json
    expect 0 "$audit" verify both.bale --trust both.json
    expect 0 "$root/docs/verify-by-hand.sh" both.bale ed.pub ec.pub)"
check "the order in which signatures are added does not matter" "$(
    expect 0 "$pgbale" attach unsigned.bale --key ec.pub --signature ec.sig -o other.bale
    expect 0 "$pgbale" attach other.bale --key ed.pub --signature ed.sig
    cmp both.bale other.bale 2>&1)"
check "one of two needed signatures is not enough" "$(refused 4 '1 of 2 needed' "$audit" verify ed.bale --trust both.json)"
check "signatures do not change the bale's id" "$(
    [ "$(bale_id ed.bale ed.json)" = "$(bale_id both.bale both.json)" ] || echo "the ids differ")"
check "a key made by keygen and one by openssl sign alike" "$(
    expect 0 "$pgbale" keygen ours --type ecdsa-p256 --trust ours.json
    expect 0 "$pgbale" sign both.bale --key ours.key -o three.bale
    expect 0 "$audit" verify three.bale --trust ours.json)"
check "an encrypted key costs 600000 rounds a try" "$(
    echo 'correct horse' >words
    expect 0 "$pgbale" keygen slow --passphrase-file words
    openssl asn1parse -in slow.key | grep -qE 'INTEGER +:0927C0$' || openssl asn1parse -in slow.key
    openssl pkey -in slow.key -passin file:words -pubout | cmp - slow.pub)"
check "signing does not put a file in a symbolic link's place" "$(
    ln -s unsigned.bale link.bale
    refused 2 'symbolic link' "$pgbale" sign link.bale --key slow.key --passphrase-file words
    [ -L link.bale ] || echo "the link is gone"
    expect 0 "$pgbale" sign link.bale --key slow.key --passphrase-file words -o linked.bale)"
check "a passphrase is read from a descriptor" "$(
    expect 0 "$pgbale" keygen locked --passphrase-file /dev/fd/3 3<<<'correct horse'
    grep -q 'BEGIN ENCRYPTED PRIVATE KEY' locked.key || echo "the key is not encrypted"
    expect 0 "$pgbale" sign unsigned.bale --key locked.key --passphrase-file /dev/fd/3 -o locked.bale 3<<<'correct horse'
    refused 2 'passphrase is wrong' "$pgbale" sign unsigned.bale --key locked.key --passphrase-file /dev/fd/3 -o no.bale 3<<<'battery'
    openssl pkey -in locked.key -passin pass:'correct horse' -pubout | cmp - locked.pub 2>&1)"

before=$(sha256sum unsigned.bale)
check "attach refuses a signature that does not hold, and leaves the bale alone" "$(
    openssl pkeyutl -sign -inkey ed.key -rawin -in seal.json -out bare.sig
    refused 4 'is not one by the key' "$pgbale" attach unsigned.bale --key ed.pub --signature bare.sig
    refused 4 'is not one by the key' "$pgbale" attach unsigned.bale --key ec.pub --signature ed.sig
    : >empty.sig
    refused 4 'is not one by the key' "$pgbale" attach unsigned.bale --key ed.pub --signature empty.sig
    [ "$before" = "$(sha256sum unsigned.bale)" ] || echo "the bale changed")"
check "attach refuses a second signature by one key" "$(
    openssl dgst -sha256 -sign ec.key -out ec2.sig pae
    refused 2 'has signed this bale already' "$pgbale" attach both.bale --key ec.pub --signature ec2.sig)"
check "attach refuses a private key where the public one belongs" "$(
    refused 2 'a private key' "$pgbale" attach unsigned.bale --key ed.key --signature ed.sig)"
check "attach needs both files" "$(refused 2 'attach needs' "$pgbale" attach unsigned.bale --key ed.pub)"

# --- a hardware token ---------------------------------------------------------------------------------

module=
for path in /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so; do
    [ ! -e "$path" ] || module=$path
done
export SOFTHSM2_CONF=$work/softhsm2.conf PKCS11_MODULE_PATH=$module
mkdir tokens
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" >softhsm2.conf

token() {
    pkcs11-tool --module "$module" --token-label release-token --login --pin 1234 "$@" 2>&1
}

check "SoftHSM makes a P-256 key that never leaves it" "$(
    expect 0 softhsm2-util --init-token --free --label release-token --pin 1234 --so-pin 5678
    expect 0 token --keypairgen --key-type EC:prime256v1 --label release --id 01
    expect 0 token --read-object --type pubkey --label release --output-file hsm.der
    expect 0 openssl pkey -pubin -inform DER -in hsm.der -out hsm.pub)"
check "a signature through OpenSSL's pkcs11 engine" "$(
    expect 0 openssl dgst -engine pkcs11 -keyform engine -sha256 -out hsm.sig \
        -sign 'pkcs11:token=release-token;object=release;type=private;pin-value=1234' pae
    expect 0 "$pgbale" attach unsigned.bale --key hsm.pub --signature hsm.sig -o hsm.bale
    trust_of 1 hsm.pub >hsm.json
    expect 0 "$audit" verify hsm.bale --trust hsm.json
    expect 0 "$root/docs/verify-by-hand.sh" hsm.bale hsm.pub)"
check "a signature as r and s, which is how tokens give it" "$(
    openssl dgst -sha256 -binary -out digest pae
    expect 0 token --sign --mechanism ECDSA --label release --input-file digest --output-file raw.sig
    [ "$(stat -c %s raw.sig)" = 64 ] || echo "the token gave $(stat -c %s raw.sig) bytes"
    expect 0 "$pgbale" attach ed.bale --key hsm.pub --signature raw.sig -o raw.bale
    expect 0 "$audit" verify raw.bale --trust hsm.json)"
finish
