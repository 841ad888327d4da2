#!/bin/bash
#
# promotion_test: from staging to prod: receipts, approvals, breakglass, and what is refused on the way.
#
# Usage: promotion_test.sh SOURCE-ROOT PROGRAM MAKER ATTESTOR, under with_postgres.sh.
set -euo pipefail
PROGRAM=$2 MAKER=$3 ATTESTOR=$4
. "$1/tests/tap.sh"
. "$1/tests/applier/fixture.sh"

# A key; its id is in $id.
new_key() { # NAME
    openssl genpkey -algorithm ed25519 -out "$project/$1.pem" 2>/dev/null
    chmod 600 "$project/$1.pem"
    openssl pkey -in "$project/$1.pem" -pubout -outform DER -out "$work/der" 2>/dev/null
    id=$(sha256sum "$work/der" | cut -d' ' -f1)
    jq --arg id "$id" --arg name "$1" --arg spki "$(base64 -w0 "$work/der")" \
        '.keys += [{id: $id, name: $name, algorithm: "ed25519", spki: $spki}]' "$project/trust.json" >"$work/trust"
    cat "$work/trust" >"$project/trust.json"
}

trust() { # JQ-FILTER: changes the trust store
    jq "$1" "$project/trust.json" >"$work/trust"
    cat "$work/trust" >"$project/trust.json"
}

in_env() { # ENVIRONMENT BALE OPTIONS...
    local environment=$1 bale=$2

    shift 2
    "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env="$environment" --dsn="$dsn" "$@"
}

bale_id() { # BALE
    tar -xOf "$1" seal.json | sha256sum | cut -d' ' -f1
}

# An approval or breakglass of $bale: DECISION ENVIRONMENT REASON NOT_AFTER OUT KEY...
decide() {
    local decision=$1 environment=$2 reason=$3 end=$4 out=$5

    shift 5
    jq -S -n --arg id "$(bale_id "$bale")" --arg d "$decision" --arg e "$environment" --arg r "$reason" --argjson until "$end" \
        '{_type: "https://in-toto.io/Statement/v1", predicateType: "https://pgbale.org/approval/v1",
          subject: [{name: "seal.json", digest: {sha256: $id}}],
          predicate: {format: "pgbale-approval/1", decision: $d, environment: $e, lineage: "hub", made: 1700000000,
                      not_after: $until, reason: $r}}' >"$work/statement"
    "$ATTESTOR" "$project/$out" "$work/statement" "${@/#/$project/}"
}

# An environment may ask for an approval of what widens access, or was not analysed, as this bale.
widening() {
    step 0001-open 010.sql <<<"CREATE TABLE open (id int);"
    pack open 0001-open
    trust '.environments.prod = {rls: "no-widening-without-approval"} | .environments.staging = {}'
    fresh
    expect_status 0 in_env staging "$project/open.bale"
    fresh
    expect_status 5 in_env prod "$project/open.bale"
    says "[policy.rls]"
    says "0001-open"
    bale=$project/open.bale
    decide approve staging "somewhere else" 0 elsewhere.approval alice.pem
    expect_status 5 in_env prod "$project/open.bale" --with-approval="$project/elsewhere.approval"
    decide approve prod "everybody may see it" 0 access.approval alice.pem
    expect_status 0 in_env prod "$project/open.bale" --with-approval="$project/access.approval"
    trust '.environments.prod = {rls: "anything"}'
    expect_status 4 in_env prod "$project/open.bale"
}

# An environment may accept what breaks a client, or ask for an approval of it.
breaking() {
    step 0001-first 010.sql <<<"CREATE TABLE first (id int);"
    step 0002-break 010.sql <<<"ALTER TABLE first ADD COLUMN a int;"
    echo 0.9.0 >"$project/0002-break/breaks"
    pack first 0001-first
    pack both 0001-first 0002-break
    trust '.environments.prod = {breaking: "accept"} | .environments.staging = {breaking: "approval"} | .environments.test = {}'
    fresh
    expect_status 0 in_env prod "$project/first.bale"
    expect_status 0 in_env prod "$project/both.bale"
    same "recorded" environment "$(ask "SELECT detail ->> 'breaking_accepted' FROM pgbale.entry WHERE kind = 'finish' AND sequence = 2")"
    fresh
    expect_status 0 in_env staging "$project/first.bale"
    expect_status 5 in_env staging "$project/both.bale" --accept-breaking
    says "[policy.breaking]"
    says "somebody's approval"
    bale=$project/both.bale
    decide approve staging "lndb is updated" 0 breaks.approval alice.pem
    expect_status 0 in_env staging "$project/both.bale" --with-approval="$project/breaks.approval"
    same "recorded" approval "$(ask "SELECT detail ->> 'breaking_accepted' FROM pgbale.entry WHERE kind = 'finish' AND sequence = 2")"
    # Nothing was applied yet: only the newest counts, which the seal is about.
    fresh
    expect_status 5 in_env test "$project/both.bale"
    expect_status 0 in_env test "$project/both.bale" --accept-breaking
    trust '.environments.prod = {breaking: "perhaps"}'
    expect_status 4 in_env prod "$project/both.bale"
    says "must be ask, accept or approval"
}

# Applied to a fresh staging database; the receipt is $project/staging.receipt. Then a fresh prod database.
staged() {
    bale=$project/two.bale
    fresh
    in_env staging "$bale" --receipt="$project/staging.receipt" --receipt-key="$project/receipt.pem" >"$work/out" \
        2>"$work/err" || cat "$work/err"
    staging=$db
    fresh
}

receipts() {
    staged
    expect_status 5 in_env prod "$bale"
    says "[policy.receipt-missing]"
    expect_status 0 in_env prod "$bale" --with-receipt="$project/staging.receipt"
    same "the evidence" "receipt receipt" "$(ask "SELECT concat_ws(' ', e ->> 'role', e #>> '{signers,0}') FROM pgbale.entry,
        json_array_elements(detail -> 'evidence') e WHERE kind = 'finish' ORDER BY n LIMIT 1")"
    same "its id" "$(tar -xOf "$project/staging.receipt" statement.json | sha256sum | cut -d' ' -f1)" \
        "$(ask "SELECT detail #>> '{evidence,0,id}' FROM pgbale.entry WHERE kind = 'finish' ORDER BY n LIMIT 1")"
    # Another bale of the same migrations is another bale.
    MAKER_NOT_AFTER=4000000000 pack other 0001-accounts 0002-handles
    expect_status 5 in_env prod "$bale" --with-receipt="$project/staging.receipt"
    says "[policy.receipt-bale]"
}

stock_tools() {
    local dir=$work/hand key

    staged
    mkdir -p "$dir" && tar -C "$dir" -xf "$project/staging.receipt"
    jq -S . "$dir/statement.json" | cmp - "$dir/statement.json" || echo "not canonical"
    key=$(basename "$dir"/signatures/*.sig .sig)
    { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(stat -c%s "$dir/statement.json")"; cat "$dir/statement.json"; } >"$dir/pae"
    openssl pkeyutl -verify -inkey "$project/receipt.pem" -rawin -in "$dir/pae" -sigfile "$dir/signatures/$key.sig" \
        >/dev/null || echo "openssl does not verify the receipt"
    jq -e --arg id "$(bale_id "$bale")" '.subject[0].digest.sha256 == $id and .predicate.environment == "staging"
        and .predicate.version == "0.2.0" and .predicate.ledger.entries == 4' "$dir/statement.json" >/dev/null ||
        cat "$dir/statement.json"
    rm -r "$dir"
}

ages_and_targets() {
    staged
    trust '.environments.prod.receipts[0] += {min_age: 3600}'
    expect_status 5 in_env prod "$bale" --with-receipt="$project/staging.receipt"
    says "[policy.receipt-young]"
    trust 'del(.environments.prod.receipts[0].min_age) | .environments.prod.receipts[0].max_age = 1'
    sleep 2.1
    expect_status 5 in_env prod "$bale" --with-receipt="$project/staging.receipt"
    says "[policy.receipt-old]"
    trust 'del(.environments.prod.receipts[0].max_age) | .environments.prod.receipts[0].targets = ["11111111-2222-3333-4444-555555555555"]'
    expect_status 5 in_env prod "$bale" --with-receipt="$project/staging.receipt"
    says "[policy.receipt-target]"
    local target
    target=$(psql -qAtX -d "$staging" -c "SELECT target_id FROM pgbale.meta")
    trust ".environments.prod.receipts[0].targets += [\"$target\"]"
    expect_status 0 in_env prod "$bale" --with-receipt="$project/staging.receipt"
}

whose_receipt() {
    staged
    # The release key may not certify, and a receipt key may not approve.
    tar -xOf "$project/staging.receipt" statement.json >"$work/statement"
    "$ATTESTOR" "$project/by-release.receipt" "$work/statement" "$project/key.pem"
    expect_status 4 in_env prod "$bale" --with-receipt="$project/by-release.receipt"
    says "[signature.role]"
    expect_status 4 in_env prod "$bale" --with-approval="$project/staging.receipt"
    says "[signature.role]"
    expect_status 4 in_env prod "$bale" --with-receipt="$bale"
    says "[frame.first-member]"
    expect_status 2 in_env prod "$bale" --with-receipt="$project/absent"
    # prod cannot vouch for itself, whatever it calls itself.
    dsn="dbname=$staging" expect_status 5 "$PROGRAM" apply "$bale" --trust="$project/trust.json" --env=prod \
        --with-receipt="$project/staging.receipt" --dsn="dbname=$staging"
    says "[ledger.environment]"
    in_env prod "$bale" --with-receipt="$project/staging.receipt" --receipt="$project/prod.receipt" \
        --receipt-key="$project/receipt.pem" >/dev/null 2>&1 || echo "prod failed"
    expect_status 5 in_env prod "$bale" --with-receipt="$project/prod.receipt"
    says "[policy.receipt-missing]"
    # A staging database that was copied to prod has the same id.
    jq -S '.environments.preprod = .environments.prod | .environments.preprod.receipts[0].environment = "prod"' \
        "$project/trust.json" >"$work/trust" && cat "$work/trust" >"$project/trust.json"
    psql -qX -d "$db" -c "SET session_replication_role = replica" -c "UPDATE pgbale.meta SET environment = 'preprod'"
    expect_status 5 in_env preprod "$bale" --with-receipt="$project/prod.receipt"
    says "[policy.receipt-self]"
}

approvals() {
    staged
    trust '.environments.prod.require = ["approve", "release"] | .roles.approve.threshold = 2'
    decide approve prod "looks right" 0 first.approval alice.pem
    decide approve "" "" 0 second.approval bob.pem
    decide approve staging "" 0 staging.approval bob.pem
    decide approve "" "" 1700000001 ended.approval bob.pem
    decide reject "" "drops a column" 0 no.approval bob.pem
    set -- --with-receipt="$project/staging.receipt"
    expect_status 5 in_env prod "$bale" "$@"
    says "[policy.approval]"
    expect_status 5 in_env prod "$bale" "$@" --with-approval="$project/first.approval" --with-approval="$project/first.approval"
    expect_status 5 in_env prod "$bale" "$@" --with-approval="$project/first.approval" --with-approval="$project/staging.approval"
    expect_status 5 in_env prod "$bale" "$@" --with-approval="$project/first.approval" --with-approval="$project/ended.approval"
    expect_status 5 in_env prod "$bale" "$@" --with-approval="$project/first.approval" \
        --with-approval="$project/second.approval" --with-approval="$project/no.approval"
    says "[policy.rejected]"
    says "drops a column"
    expect_status 0 "$PROGRAM" verify "$bale" --trust="$project/trust.json" --env=prod "$@" \
        --with-approval="$project/first.approval" --with-approval="$project/second.approval"
    prints "3 receipts and approvals counted"
    expect_status 0 in_env prod "$bale" "$@" --with-approval="$project/first.approval" --with-approval="$project/second.approval"
}

breakglass() {
    staged
    decide breakglass prod "site is down" 4000000000 one.glass carol.pem
    decide breakglass prod "site is down" 4000000000 both.glass carol.pem dave.pem
    decide breakglass staging "site is down" 4000000000 staging.glass carol.pem dave.pem
    expect_status 5 in_env prod "$bale" --with-breakglass="$project/one.glass"
    says "[policy.breakglass]"
    says "1 of 2 keys"
    expect_status 5 in_env prod "$bale" --with-breakglass="$project/staging.glass"
    says "[policy.breakglass]"
    expect_status 4 in_env prod "$bale" --with-approval="$project/both.glass"
    expect_status 0 in_env prod "$bale" --with-breakglass="$project/both.glass"
    says "breakglass: site is down (missing: policy.receipt-missing"
    same "what is recorded" "breakglass segment finish segment finish" \
        "$(ask "SELECT string_agg(kind, ' ' ORDER BY n) FROM pgbale.entry")"
    same "who" '["carol","dave"]' "$(ask "SELECT detail #>> '{evidence,0,signers}' FROM pgbale.entry WHERE kind = 'breakglass'" |
        jq -c sort)"
    expect_status 0 "$PROGRAM" log --dsn="$dsn"
    prints "breakglass  0.1.0 (0001-accounts), segment 1, by postgres: site is down"
    expect_status 0 "$PROGRAM" log verify --dsn="$dsn"
    prints "1 with breakglass"
}

once_more() {
    staged
    dsn="dbname=$staging"
    set -- "$PROGRAM" receipt "$bale" --trust="$project/trust.json" --dsn="$dsn"
    expect_status 0 "$@" --env=staging --receipt="$project/again.receipt" --receipt-key="$project/receipt.pem"
    same "the receipts" "$(tar -xOf "$project/staging.receipt" statement.json | jq 'del(.predicate.issued)' | sha256sum)" \
        "$(tar -xOf "$project/again.receipt" statement.json | jq 'del(.predicate.issued)' | sha256sum)"
    expect_status 0 in_env staging "$bale" --receipt="$project/third.receipt" --receipt-key="$project/receipt.pem"
    expect_status 5 "$@" --env=prod --receipt="$project/x" --receipt-key="$project/receipt.pem"
    expect_status 2 "$@" --env=staging
    expect_status 2 "$@" --env=staging --receipt="$project/x"
    expect_status 6 "$PROGRAM" receipt "$project/three.bale" --trust="$project/trust.json" --dsn="$dsn" --env=staging \
        --receipt="$project/x" --receipt-key="$project/receipt.pem"
    says "[receipt.behind]"
    MAKER_NOT_AFTER=4000000000 pack other 0001-accounts 0002-handles
    expect_status 6 "$PROGRAM" receipt "$bale" --trust="$project/trust.json" --dsn="$dsn" --env=staging \
        --receipt="$project/x" --receipt-key="$project/receipt.pem"
    says "[receipt.other-bale]"
    psql -qX -d "$staging" -c "ALTER TABLE account ADD COLUMN by_hand int"
    expect_status 6 "$@" --env=staging --receipt="$project/x" --receipt-key="$project/receipt.pem"
    says "[state.drift]"
    [ ! -e "$project/x" ] || echo "a receipt was written"
    # The disk is full: the database is done, and that is said.
    fresh
    expect_status 1 in_env staging "$project/two.bale" --receipt=/nowhere/x --receipt-key="$project/receipt.pem"
    says "applied, but there is no receipt"
    same "entries" 4 "$(ask "SELECT count(*) FROM pgbale.entry")"
    # A wrong key stops before anything happens.
    fresh
    expect_status 2 in_env staging "$project/two.bale" --receipt="$project/x" --receipt-key="$project/absent.pem"
    same "a ledger" "" "$(ask "SELECT nspname FROM pg_namespace WHERE nspname = 'pgbale'")"
    expect_status 0 in_env staging "$project/two.bale" --receipt="$project/x" --receipt-key="$project/alice.pem"
    says "does not name the receipt's key"
}

log_against_receipts() {
    staged
    db=$staging dsn="dbname=$staging"
    set -- "$PROGRAM" log verify --trust="$project/trust.json" --dsn="$dsn" --receipt="$project/staging.receipt"
    expect_status 0 "$@"
    prints "1 agree with the chain"
    in_env staging "$project/three.bale" >/dev/null 2>&1 || echo "three failed"
    expect_status 0 "$@"
    # Written anew by its owner: the chain holds, the receipt does not.
    psql -qX -v ON_ERROR_STOP=1 -d "$db" >/dev/null <<'END' || echo "cannot rewrite"
SET session_replication_role = replica;
UPDATE pgbale.entry SET actor = 'somebody' WHERE n = 1;
DO $$
DECLARE e record; p bytea := (SELECT prev FROM pgbale.entry WHERE n = 1); h bytea;
BEGIN
    FOR e IN SELECT * FROM pgbale.entry ORDER BY n LOOP
        SELECT sha256(convert_to(E'pgbale-ledger/1\n', 'UTF8') || p || string_agg(
            convert_to(octet_length(convert_to(v, 'UTF8')) || ':' || v || E'\n', 'UTF8'), '' ORDER BY o)) INTO h
          FROM unnest(ARRAY[e.lineage, e.n::text, e.kind, encode(e.bundle_id, 'hex'), e.sequence::text,
            encode(e.migration_id, 'hex'), e.name, e.version, e.segment::text, e.fence::text, e.xid, e.at, e.actor,
            e.detail::text, encode(e.lock_hash, 'hex')]) WITH ORDINALITY x (v, o);
        UPDATE pgbale.entry SET prev = p, hash = h WHERE n = e.n;
        p := h;
    END LOOP;
END $$;
END
    expect_status 0 "$PROGRAM" log verify --dsn="$dsn"
    expect_status 6 "$@"
    says "[ledger.receipt]"
    # Restored from before the receipt.
    psql -qX -d "$db" -c "SET session_replication_role = replica" -c "DELETE FROM pgbale.entry WHERE n > 2"
    expect_status 6 "$@"
    says "[ledger.rolled-back]"
    fresh
    in_env staging "$bale" >/dev/null 2>&1 || echo "failed"
    expect_status 6 "$PROGRAM" log verify --trust="$project/trust.json" --dsn="$dsn" --receipt="$project/staging.receipt"
    says "is of another target"
}

hub_project hub
for name in receipt alice bob carol dave; do
    new_key $name
    printf -v "id_$name" %s "$id"
done
# shellcheck disable=SC2154
jq -S --arg receipt "$id_receipt" --arg alice "$id_alice" --arg bob "$id_bob" --arg carol "$id_carol" --arg dave "$id_dave" \
    '.roles += {receipt: {keys: [$receipt], threshold: 1}, approve: {keys: [$alice, $bob], threshold: 1},
                breakglass: {keys: [$carol, $dave], threshold: 2}}
     | .environments.prod.receipts = [{environment: "staging"}]' "$project/trust.json" >"$work/trust"
cat "$work/trust" >"$project/trust.json"
cp "$project/trust.json" "$work/trust.first"
for name in receipts stock_tools ages_and_targets whose_receipt approvals breakglass once_more breaking widening log_against_receipts; do
    cat "$work/trust.first" >"$project/trust.json"
    check "${name//_/ }" "$($name)"
done
finish
