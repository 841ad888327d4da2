#!/bin/bash
#
# verify-by-hand: checks a bale with tar, sha256sum, jq and openssl, and none of our programs.
#
# Usage: docs/verify-by-hand.sh BALE PUBLIC-KEY.pem...
#
# Succeeds when every given key signed the bale and every digest in it is right. docs/verify-by-hand.md explains
# each check. Members are unpacked in a new, empty folder that is removed at the end.
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: $0 BALE PUBLIC-KEY.pem..." >&2; exit 2; }
bale=$(realpath "$1")
shift
keys=()
for key in "$@"; do
    keys+=("$(realpath "$key")")
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

ok() {
    printf 'ok: %s\n' "$*"
}

refuse() {
    printf 'refused: %s\n' "$*" >&2
    exit 4
}

# 1. The frame: seal.json, signatures, then the members that the manifest lists.
tar -tf "$bale" >names
[ "$(head -n 1 names)" = seal.json ] || refuse "the first member is not seal.json"
signatures=$(grep -c '^signatures/[0-9a-f]\{64\}\.sig$' names) || refuse "there is no signature"
[ -z "$(sed -n "2,$((signatures + 1))p" names | grep -v '^signatures/')" ] ||
    refuse "the signatures do not follow the seal"
tar -xf "$bale" seal.json signatures
ok "frame: seal.json and $signatures signature(s)"

# 2. The signatures are over the seal, in the encoding that DSSE prescribes.
type=application/vnd.in-toto+json
{ printf 'DSSEv1 %d %s %d ' ${#type} $type "$(stat -c %s seal.json)"; cat seal.json; } >pae
for key in "${keys[@]}"; do
    id=$(openssl pkey -pubin -in "$key" -outform DER | sha256sum | cut -d ' ' -f 1)
    signature=signatures/$id.sig
    [ -f "$signature" ] || refuse "not signed by $key ($id)"
    if [[ $(openssl pkey -pubin -in "$key" -noout -text) == ED25519* ]]; then
        openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in pae -sigfile "$signature" >/dev/null
    else
        openssl dgst -sha256 -verify "$key" -signature "$signature" pae >/dev/null
    fi || refuse "the signature of $key does not verify"
    ok "signed by ${key##*/} ($id)"
done

# 3. The seal binds all bytes after the last signature. Members start at multiples of 512.
start=$((512 + ($(stat -c %s seal.json) + 511) / 512 * 512 + signatures * 1024))
tail -c "+$((start + 1))" "$bale" >rest
frame=512
for file in $(sed -n "1,$((signatures + 1))p" names); do
    size=$(stat -c %s "$file")
    padding=$(((512 - size % 512) % 512))
    [ "$(tail -c "+$((frame + size + 1))" "$bale" | head -c "$padding" | tr -d '\0' | wc -c)" = 0 ] ||
        refuse "there are bytes hidden behind $file"
    frame=$((frame + size + padding + 512))
done
[ "$(stat -c %s rest)" = "$(jq .predicate.archive.size seal.json)" ] || refuse "the archive has another size"
echo "$(jq -r .predicate.archive.sha256 seal.json)  rest" | sha256sum -c --strict --quiet ||
    refuse "the archive is not what was sealed"
ok "archive: all bytes after the signatures are those that were sealed"

# 4. Only now are the other members looked at.
tar -xf "$bale"
jq -r '.subject[0] | "\(.digest.sha256)  \(.name)"' seal.json | sha256sum -c --strict --quiet ||
    refuse "manifest.json is not the one that was sealed"
for file in seal.json manifest.json; do
    jq -S . "$file" | cmp -s - "$file" || refuse "$file is not in canonical form"
done
ok "manifest: the one that was sealed"
sha256sum -c --strict --quiet SHA256SUMS || refuse "a member is not the one that was listed"
jq -r '.files[] | "\(.sha256)  \(.path)"' manifest.json >listed
grep -v '  manifest\.json$' SHA256SUMS | cmp -s - listed || refuse "SHA256SUMS and manifest.json disagree"
{ sed -n "1,$((signatures + 1))p" names; printf 'manifest.json\nSHA256SUMS\n'; cut -c 67- listed; } | cmp -s - names ||
    refuse "the archive has members that the manifest does not list"
ok "members: $(wc -l <listed) files as listed, no others"

printf 'bale %s\n' "$(sha256sum seal.json | cut -d ' ' -f 1)"
jq -r '.predicate | "\(.lineage) \(.version), migration \(.sequence) \(.migration)"' seal.json
