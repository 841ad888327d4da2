#!/bin/bash
#
# verify-by-hand: checks a bale with tar, sha256sum, jq, openssl and the core utilities, and none of our programs.
#
# Usage: docs/verify-by-hand.sh BALE PUBLIC-KEY.pem...              every one of these keys must have signed it
#        docs/verify-by-hand.sh --trust TRUST.json [--at SECONDS] BALE   as many release keys as the store asks for
#
# docs/auditing.md explains each check and lists what is not checked here. Nothing is unpacked before the signatures
# and the digest of the archive hold; then in a new, empty folder that is removed at the end. Exit status: 0, or 4.
set -euo pipefail
export LC_ALL=C

refuse() {
    printf 'refused: %s\n' "$*" >&2
    exit 4
}

ok() {
    printf 'ok: %s\n' "$*"
}

trust='' at=$(date +%s)
while [[ ${1:-} == --* ]]; do
    case $1 in
    --trust) trust=$(realpath "$2") ;;
    --at) at=$2 ;;
    *) set -- ;;
    esac
    shift $(($# < 2 ? $# : 2))
done
[ $# -ge 2 ] || { [ $# = 1 ] && [ -n "$trust" ]; } ||
    { sed -n 's/^# Usage: /usage: /p' "$0" >&2; exit 2; }
bale=$(realpath "$1")
shift
keys=()
for key in "$@"; do
    keys+=("$(realpath "$key")")
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir frame members
[ -f "$bale" ] || refuse "this is no file"
[ $(($(stat -c %s "$bale") % 512)) = 0 ] || refuse "the size is not a multiple of 512"

# The only header that a member with this name, size and time can have.
header() { # NAME SIZE TIME
    awk -v name="$1" -v size="$2" -v time="$3" '
        function put(s) { text = text s }
        function nul(n) { while (n-- > 0) text = text "\001" }
        BEGIN {
            for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i
            put(name); nul(100 - length(name)); put("000644 "); nul(1); put("000000 "); nul(1); put("000000 "); nul(1)
            put(sprintf("%011o ", size)); put(sprintf("%011o ", time)); put("        0"); nul(100); put("ustar"); nul(1)
            put("00"); nul(64); put("000000 "); nul(1); put("000000 "); nul(1); nul(167)
            for (i = 1; i <= length(text); i++) { c = substr(text, i, 1); if (c != "\001") sum += code[c] }
            printf "%s%06o\001 %s", substr(text, 1, 148), sum, substr(text, 157)
        }' | tr '\001' '\0'
}

# A file, and zeros up to a multiple of 512.
padded() { # FILE
    cat "$1"
    head -c $(((512 - $(stat -c %s "$1") % 512) % 512)) /dev/zero
}

# 1. The frame: the seal and the signatures. Nobody has vouched for these bytes yet, so no tar looks at them.
block=0
next_header() {
    dd if="$bale" of=header bs=512 skip="$block" count=1 status=none
    tr '\0\n' '\n.' <header >lines
    IFS= read -r name <lines || name=
}
take() { # NAME LARGEST
    local fields size
    fields=$(tr '\0\n' '..' <header)
    [[ ${fields:124:11}${fields:136:11} =~ ^[0-7]{22}$ ]] || refuse "the header of $1 has no size or time"
    size=$((8#${fields:124:11})) time=$((8#${fields:136:11}))
    header "$1" "$size" "$time" | cmp -s - header || refuse "the header of $1 is not that of a bale"
    [ "$time" = "${first_time:=$time}" ] || refuse "$1 has another time"
    [ "$size" -gt 0 ] && [ "$size" -le "$2" ] || refuse "$1 has $size bytes"
    dd if="$bale" of=content bs=512 skip=$((block + 1)) count=$(((size + 511) / 512)) status=none
    head -c "$size" content >"frame/${1##*/}"
    padded "frame/${1##*/}" | cmp -s - content || refuse "there are bytes hidden behind $1"
    block=$((block + 1 + (size + 511) / 512))
}
next_header
[ "$name" = seal.json ] || refuse "the first member is not seal.json"
take seal.json 1900
ids=()
while next_header && [[ $name == signatures/* ]]; do
    [[ $name =~ ^signatures/([0-9a-f]{64})\.sig$ ]] || refuse "a signature is not named by a key"
    [[ ${ids[*]: -1} < ${BASH_REMATCH[1]} ]] && [ ${#ids[@]} -lt 16 ] || refuse "signatures do not ascend, or are too many"
    ids+=("${BASH_REMATCH[1]}")
    take "$name" 72
done
[ ${#ids[@]} -gt 0 ] || refuse "there is no signature"
ok "frame: seal.json and ${#ids[@]} signature(s)"

# 2. The signatures are over the seal, in the encoding that DSSE prescribes.
type=application/vnd.in-toto+json
{ printf 'DSSEv1 %d %s %d ' ${#type} $type "$(stat -c %s frame/seal.json)"; cat frame/seal.json; } >pae
signed_by() { # ID PUBLIC-KEY ALGORITHM
    if [ "$3" = ed25519 ]; then
        openssl pkeyutl -verify -pubin -inkey "$2" -rawin -in pae -sigfile "frame/$1.sig" >/dev/null 2>&1
    else
        openssl dgst -sha256 -verify "$2" -signature "frame/$1.sig" pae >/dev/null 2>&1
    fi
}
for key in "${keys[@]}"; do
    id=$(openssl pkey -pubin -in "$key" -outform DER | sha256sum | cut -d ' ' -f 1)
    [ -f "frame/$id.sig" ] || refuse "not signed by $key ($id)"
    algorithm=ecdsa
    [[ $(openssl pkey -pubin -in "$key" -noout -text) != ED25519* ]] || algorithm=ed25519
    signed_by "$id" "$key" $algorithm || refuse "the signature of $key does not hold"
    ok "signed by ${key##*/} ($id)"
done
count=0 threshold=1
[ -z "$trust" ] || threshold=$(jq .roles.release.threshold "$trust")
for id in "${ids[@]}"; do
    [ -n "$trust" ] || break
    jq -r --arg id "$id" '.keys[] | select(.id == $id) | "\(.algorithm) \(.spki)"' "$trust" >known
    read -r algorithm spki <known || continue # a key that nobody knows says nothing
    printf -- '-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n' "$spki" >key.pem
    [ "$(openssl pkey -pubin -in key.pem -outform DER | sha256sum | cut -d ' ' -f 1)" = "$id" ] || refuse "$id has another key"
    signed_by "$id" key.pem "$algorithm" || refuse "the signature that names $id does not hold"
    # Only now the seal is asked what it says: for which lineage.
    ! jq -e --arg id "$id" --argjson at "$at" --slurpfile seal frame/seal.json '
        (.roles.release.keys | index($id) != null) and (.keys[] | select(.id == $id) | (.revoked | not)
            and (.not_before // 0) <= $at and ((.not_after // 0) == 0 or .not_after >= $at)
            and (.lineages == null or (.lineages | index($seal[0].predicate.lineage)) != null))' "$trust" >/dev/null ||
        { count=$((count + 1)) && ok "signed by a release key ($id)"; }
done
[ -z "$trust" ] || [ $count -ge "$threshold" ] || refuse "$count of $threshold needed signatures"

# 3. The seal binds all bytes after the last signature.
json_check() { # FILE
    jq -S . "$1" 2>/dev/null | cmp -s - "$1" || refuse "$1 is not in canonical form"
    jq -e '[.. | select(. == null or (type == "number" and (. != floor or fabs > 9007199254740991)))] == []' "$1" >/dev/null ||
        refuse "$1 has null, fractions or numbers that are too large"
}
json_check frame/seal.json
dd if="$bale" of=rest bs=512 skip="$block" status=none
jq -e --argjson size "$(stat -c %s rest)" --arg sha256 "$(sha256sum <rest | cut -d ' ' -f 1)" '
    ._type == "https://in-toto.io/Statement/v1" and .predicateType == "https://pgbale.org/bale/v1"
    and .predicate.format == "pgbale/1" and (.subject | length) == 1 and .subject[0].name == "manifest.json"
    and .predicate.archive == {$sha256, $size}' frame/seal.json >/dev/null || refuse "the archive is not the one that was sealed"
ok "archive: all bytes after the signatures are those that were sealed"

# 4. From here on every byte was signed. The manifest, and the list of files.
cd members
tar -xf ../rest 2>/dev/null || refuse "tar cannot read the archive"
[ -f manifest.json ] && [ ! -L manifest.json ] || refuse "there is no manifest.json"
[ "$(sha256sum <manifest.json | cut -d ' ' -f 1)" = "$(jq -r '.subject[0].digest.sha256' ../frame/seal.json)" ] ||
    refuse "manifest.json is not the one that was sealed"
json_check manifest.json
jq -e --slurpfile seal ../frame/seal.json '
    . as $m | .migrations as $all | $all[-1] as $newest | $seal[0].predicate as $p
    | [.files[].path] == ["state.sql"] + [$all[] | "migrations/\(.record.name)/" + ([.steps[].name] + ["rls.json"])[]]
    and ([.files[].sha256] | all(test("^[0-9a-f]{64}$")))
    and [.files[1:][].sha256] == [$all[].record | [.steps[].sha256][], .rls]
    and $p.lineage == .lineage and $p.migration == $newest.id and $p.breaks == $newest.record.breaks
    and $p.sequence == $newest.record.sequence and $p.version == $newest.record.version
    and all($all[]; [.steps[].name] == [.record.steps[].name])
    and ($all[0].record.sequence > 0) and (($all[0].record.sequence == 1) == ($all[0].record.parent == "genesis"))
    and all(range(1; $all | length); $all[.].record.parent == $all[. - 1].id
        and $all[.].record.sequence == $all[. - 1].record.sequence + 1)' manifest.json >/dev/null 2>&1 ||
    refuse "the manifest contradicts itself or the seal"
for ((i = 0; i < $(jq '.migrations | length' manifest.json); i++)); do
    [ "$(jq -S ".migrations[$i].record" manifest.json | sha256sum | cut -d ' ' -f 1)" = "$(jq -r ".migrations[$i].id" manifest.json)" ] ||
        refuse "the id of migration $i is not the digest of its record"
done
ok "manifest: the one that was sealed; $i migration(s) in one chain"

# 5. The members, by size before they are read, and the archive packed again: the same bytes, so nothing else is in it.
jq -r '.files[] | "\(.size)\t\(.path)"' manifest.json | while IFS=$'\t' read -r size file; do
    [ -f "$file" ] && [ "$(stat -c %s "$file")" = "$size" ] || refuse "$file is missing or has another size"
done
{ sha256sum manifest.json; jq -r '.files[] | "\(.sha256)  \(.path)"' manifest.json; } | cmp -s - SHA256SUMS ||
    refuse "SHA256SUMS and manifest.json disagree"
sha256sum -c --strict --quiet SHA256SUMS >/dev/null 2>&1 || refuse "a member is not the one that was listed"
created=$(jq .created manifest.json)
[ "$created" = "$time" ] || refuse "the members have another time than the manifest"
{
    { printf 'manifest.json\nSHA256SUMS\n'; jq -r '.files[].path' manifest.json; } | while read -r file; do
        header "$file" "$(stat -c %s "$file")" "$created"
        padded "$file"
    done
    head -c 1024 /dev/zero
} | cmp -s - ../rest || refuse "packing the members again gives another archive"
ok "members: $(jq '.files | length' manifest.json) files as listed, nothing else"

# 6. No text in the steps that a reader would not see.
while read -r file; do
    iconv -f UTF-8 -t UTF-16 "$file" >/dev/null 2>&1 || refuse "$file is not UTF-8"
    ! LC_ALL=C.UTF-8 grep -qaP '[^\P{C}\t]|[\x{2028}\x{2029}\x{034f}\x{115f}\x{1160}\x{3164}\x{ffa0}\x{fe00}-\x{fe0f}]' "$file" ||
        refuse "$file has control characters, or characters that are not seen"
done < <(jq -r '.files[].path | select(endswith(".sql"))' manifest.json)
ok "text: no hidden characters"

printf 'bale %s\n' "$(sha256sum ../frame/seal.json | cut -d ' ' -f 1)"
jq -r '.predicate | "\(.lineage) \(.version), migration \(.sequence) \(.migration)"' ../frame/seal.json
