#!/bin/bash
#
# audit: compare, approve, export, extract, trust updates, and the sandbox.
#
# Usage: tests/auditor/audit_test.sh BALE-MAKER PGBALE-AUDIT SOURCE-ROOT
#
# What the sandbox keeps out is tested where the kernel has seccomp and Landlock; elsewhere, that verify says so.
set -euo pipefail
maker=$(realpath "$1") audit=$(realpath "$2") root=$(realpath "$3")
# shellcheck source=tests/tap.sh
. "$root/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
umask 022
"$maker" .

# Prints a finding unless the command exits with the status.
expect() { # STATUS COMMAND...
    local wanted=$1 status=0
    shift
    "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ] || { echo "exit $status, not $wanted: $*"; cat out err; }
}

refused() { # STATUS NAME COMMAND...
    local status=$1 name=$2
    shift 2
    expect "$status" "$@"
    grep -qF -- "$name" err || { echo "the message lacks: $name"; cat err; }
}

says() { # FILE TEXT...
    local file=$1 text
    shift
    for text in "$@"; do
        grep -qF -- "$text" "$file" || { echo "$file lacks: $text"; cat "$file"; }
    done
}

new_key() { # NAME
    openssl genpkey -algorithm ED25519 -out "$1.key" 2>/dev/null
    chmod 600 "$1.key"
    openssl pkey -in "$1.key" -pubout -out "$1.pub"
    openssl pkey -pubin -in "$1.pub" -outform DER -out "$1.der"
    sha256sum "$1.der" | cut -d ' ' -f 1 >"$1.id"
}

# The maker's trust store with more keys: NAME:ROLE... ; the threshold of each role is the number of its keys.
store() { # VERSION NAME:ROLE...
    local version=$1 pair name
    shift
    jq --argjson version "$version" '.version = $version | .environments.prod.require = ["release"]' trust.json >store.tmp
    for pair in "$@"; do
        name=${pair%%:*}
        jq --arg id "$(cat "$name.id")" --arg name "$name" --arg spki "$(base64 -w0 "$name.der")" --arg role "${pair##*:}" '
            .keys |= (map(select(.id != $id)) + [{id: $id, name: $name, algorithm: "ed25519", spki: $spki}])
            | .roles[$role].keys += [$id] | .roles[$role].threshold = (.roles[$role].keys | length)' store.tmp >store.next
        mv store.next store.tmp
    done
    cat store.tmp
}

for name in ann bob root1 root2 root3; do
    new_key $name
done
store 7 ann:approve bob:approve ann:breakglass root1:root root2:root |
    jq '.environments.prod.require = ["release", "approve"]' >store.json
export PGBALE_TRUST=$PWD/store.json

# --- compare ------------------------------------------------------------------------------------------

check "compare shows what a newer bale adds" "$(
    expect 0 "$audit" compare first.bale sample.bale
    says out 'extends the old one by 1 migration' '2. 0002-names, version 0.2.0' 'objects' \
        'TABLE hub.account' 'INDEX account_name ON hub.account' '0002-names: CREATE INDEX' 'access')"
check "compare --json" "$(
    expect 0 "$audit" compare first.bale sample.bale --json
    jq -e '.relation == "extends" and (.added | length) == 1 and .objects["TABLE hub.account"] == "0002-names: ALTER TABLE"
        and .added[0].steps[0].statements[0].lock == "ACCESS EXCLUSIVE"' out >/dev/null || cat out
    jq -S . out | cmp - out 2>&1)"
check "show names the hazard of each statement, as text and as JSON" "$(
    cat >drop.py <<END
import sys
sys.path.insert(0, "$root/tests/vectors")
from writer import Bale, Migration, Step, first_migration, trust
drop = Migration("0002-drop", "0.2.0", [Step("010-drop.sql", [
    ("ALTER TABLE", "ALTER TABLE hub.account DROP COLUMN name, DISABLE ROW LEVEL SECURITY"),
    ("DROP TABLE", "DROP TABLE hub.old")])], capabilities=["disable_rls", "drop_column", "drop_table"])
open("drop.bale", "wb").write(Bale([first_migration(), drop]).build())
open("drop.json", "wb").write(trust())
END
    python3 drop.py
    expect 0 "$audit" show drop.bale --trust drop.json
    says out 'lock ACCESS EXCLUSIVE; loses data; opens a table' 'DROP TABLE: TABLE hub.old, lock ACCESS EXCLUSIVE; loses data'
    expect 0 "$audit" show drop.bale --trust drop.json --json
    jq -e '.migrations[1].steps[0].statements[0] | .lock == "ACCESS EXCLUSIVE" and .hazards == "loses data; opens a table"' out >/dev/null ||
        cat out)"
check "a bale continues itself" "$(expect 0 "$audit" compare sample.bale sample.bale; says out same)"
check "compare tells an older one" "$(refused 3 compare.older "$audit" compare sample.bale first.bale)"
check "compare tells diverged ones" "$(refused 3 compare.diverged "$audit" compare sample.bale other.bale)"
check "compare refuses what is not verified" "$(refused 4 signature.none "$audit" compare first.bale unsigned.bale)"

# --- approve ------------------------------------------------------------------------------------------

approve() { # KEY OPTION...
    local key=$1
    shift
    "$audit" approve sample.bale --key "$key.key" "$@"
}

check "an approval" "$(
    expect 0 approve ann --env prod --reason 'read it twice' -o one.approval
    expect 0 "$audit" verify sample.bale --approval one.approval
    says out 'ok       approval    ann approves it for prod: read it twice')"
check "a second auditor signs the same statement" "$(
    expect 0 approve bob --add-to one.approval -o two.approval
    expect 0 "$audit" verify sample.bale --approval two.approval --env prod
    grep -qE 'ok +approval +(ann, bob|bob, ann) approves it for prod' out || cat out
    says out 'ok       promotion')"
check "one of two needed approvals is not enough" "$(
    refused 5 policy.approval "$audit" verify sample.bale --approval one.approval --env prod
    refused 5 policy.approval "$audit" verify sample.bale --env prod)"
check "an approval is an in-toto statement that openssl verifies" "$(
    mkdir unpacked
    tar -xf one.approval -C unpacked
    jq -e '._type == "https://in-toto.io/Statement/v1" and .predicateType == "https://pgbale.org/approval/v1"
        and .predicate.decision == "approve"' unpacked/statement.json >/dev/null || cat unpacked/statement.json
    [ "$(jq -r '.subject[0].digest.sha256' unpacked/statement.json)" = "$(tar -xOf sample.bale seal.json | sha256sum | cut -d ' ' -f 1)" ] ||
        echo "the subject is not the bale"
    { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(stat -c %s unpacked/statement.json)"; cat unpacked/statement.json; } >pae
    expect 0 openssl pkeyutl -verify -pubin -inkey ann.pub -rawin -in pae -sigfile "unpacked/signatures/$(cat ann.id).sig")"
check "an approval of another bale" "$(refused 4 statement.bale "$audit" verify first.bale --approval one.approval)"
check "a rejection" "$(
    refused 2 'needs a reason' approve ann --reject
    expect 0 approve ann --reject --reason 'drops too much' -o no.approval
    refused 5 policy.rejected "$audit" verify sample.bale --approval two.approval --approval no.approval --env prod
    expect 0 "$audit" verify sample.bale --approval no.approval
    says out 'note     approval    ann REJECTS it for any environment')"
check "a breakglass" "$(
    refused 2 'must name an environment' approve ann --breakglass --reason x --until 4000000000
    refused 2 'must have an end' approve ann --breakglass --reason x --env prod
    expect 0 approve ann --breakglass --reason 'prod is down' --env prod --until 4000000000 -o glass
    expect 0 "$audit" verify sample.bale --breakglass glass --env prod
    says out 'prod is down')"
check "who may not approve cannot" "$(
    refused 2 'does not have the role "approve"' approve root1
    cp key.pem ci.key
    refused 2 'does not have the role "approve"' approve ci
    refused 2 'does not have the role "breakglass"' approve bob --breakglass --reason x --env prod --until 4000000000)"
check "what is not verified cannot be approved" "$(
    refused 4 signature.none "$audit" approve unsigned.bale --key ann.key
    [ ! -e unsigned.bale.approval ] || echo "a file was written")"
check "a changed approval is refused, whatever byte it is" "$(
    size=$(stat -c %s one.approval)
    for at in 0 130 512 700 $((512 + 1024 + 100)) $((512 + 1024 + 512 + 5)) $((size - 1)); do
        cp one.approval bad.approval
        byte=$(od -An -tu1 -j "$at" -N 1 one.approval | tr -d ' ')
        # shellcheck disable=SC2059
        printf "\\x$(printf %x $((byte ^ 1)))" | dd of=bad.approval bs=1 seek="$at" conv=notrunc status=none
        expect 4 "$audit" verify sample.bale --approval bad.approval
    done)"

# --- export and extract -------------------------------------------------------------------------------

check "export --dsse prints an envelope whose signature openssl verifies" "$(
    expect 0 "$audit" export --dsse sample.bale
    jq -r .payload out | base64 -d | cmp - <(tar -xOf sample.bale seal.json) 2>&1
    [ "$(jq -r .payloadType out)" = application/vnd.in-toto+json ] || cat out
    jq -r '.signatures[0].sig' out | base64 -d >sig
    body=$(jq -r .payload out | base64 -d | wc -c)
    { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$body"; jq -r .payload out | base64 -d; } >pae
    expect 0 openssl pkeyutl -verify -pubin -inkey key.pub -rawin -in pae -sigfile sig)"
check "export needs a form" "$(refused 2 'There is --dsse' "$audit" export sample.bale)"
check "extract writes what tar unpacks" "$(
    expect 0 "$audit" extract sample.bale extracted
    mkdir by-tar
    tar -xf sample.bale -C by-tar
    diff -r by-tar extracted)"
check "extract that is killed leaves no folder of that name" "$(
    strace -qq -o /dev/null -e trace=mkdirat -e inject=mkdirat:signal=KILL:when=2 \
        "$audit" extract sample.bale killed >out 2>&1 && echo "not killed"
    [ ! -e killed ] || ls -R killed)"
check "extract never writes into a folder that is there" "$(
    refused 2 'exists already' "$audit" extract sample.bale extracted
    ln -s /nowhere link
    refused 2 'exists already' "$audit" extract sample.bale link)"
check "extract writes nothing of a bale that is refused" "$(
    refused 4 signature.none "$audit" extract unsigned.bale nothing
    [ ! -e nothing ] || echo "there is a folder")"

# --- trust updates ------------------------------------------------------------------------------------

store 8 ann:approve root2:root root3:root >next.json
cp store.json installed.json
installed() {
    local command=$1
    shift
    "$audit" trust "$command" "$@" --trust installed.json
}

check "an update needs the root keys of both versions" "$(
    expect 0 installed propose next.json -o update
    refused 4 trust.update-threshold-old installed update update
    expect 0 "$audit" trust sign update --key root1.key
    refused 4 trust.update-threshold-old installed update update
    expect 0 "$audit" trust sign update --key root2.key
    refused 4 trust.update-threshold-new installed update update
    cmp store.json installed.json 2>&1
    expect 0 "$audit" trust sign update --key root3.key
    expect 0 installed update update
    cmp next.json installed.json 2>&1
    expect 0 installed check installed.json
    says out 'trust store, version 8')"
check "the same update again" "$(refused 4 trust.update installed update update)"
check "new keys alone replace nothing" "$(
    cp store.json installed.json
    expect 0 installed propose next.json -o only-new
    expect 0 "$audit" trust sign only-new --key root3.key
    refused 4 trust.update-threshold-old installed update only-new)"
check "versions go up by exactly one" "$(
    jq '.version = 9' next.json >skip.json
    refused 4 trust.update-version installed propose skip.json -o skip
    jq '.version = 7' next.json >again.json
    refused 4 trust.update-version installed propose again.json -o again)"
check "an update for another store of the same version" "$(
    jq '.expires = 4000000000' store.json >fork.json
    expect 0 "$audit" trust propose next.json -o forked --trust fork.json
    for key in root1 root2 root3; do
        expect 0 "$audit" trust sign forked --key $key.key
    done
    refused 4 trust.update-previous installed update forked)"
check "an update signed by openssl" "$(
    expect 0 installed propose next.json -o by-hand
    "$audit" trust sign by-hand --print-pae >pae
    for key in root1 root2 root3; do
        openssl pkeyutl -sign -inkey $key.key -rawin -in pae -out sig
        expect 0 "$audit" trust sign by-hand --public $key.pub --signature sig
    done
    expect 0 installed update by-hand
    cmp next.json installed.json 2>&1)"
check "a wrong signature is not attached, nor the same key twice" "$(
    refused 4 sign.wrong "$audit" trust sign by-hand --public ann.pub --signature sig
    refused 2 sign.already "$audit" trust sign by-hand --key root1.key)"
check "a store that is weak never becomes the next one" "$(
    cp store.json installed.json
    jq '.roles.release.threshold = 0' next.json >weak.json
    refused 4 trust.threshold installed propose weak.json -o weak
    jq 'del(.roles.root)' next.json >rootless.json
    refused 4 trust.update-root installed propose rootless.json -o rootless)"
check "no byte of an update can change" "$(
    cp store.json installed.json
    size=$(stat -c %s update)
    for at in 3 520 800 1700 2200 $((size - 2000)) $((size - 1)); do
        cp update bad
        byte=$(od -An -tu1 -j "$at" -N 1 update | tr -d ' ')
        # shellcheck disable=SC2059
        printf "\\x$(printf %x $((byte ^ 4)))" | dd of=bad bs=1 seek="$at" conv=notrunc status=none
        expect 4 installed update bad
    done
    cmp store.json installed.json 2>&1)"
check "trust check accepts and shows" "$(
    expect 0 "$audit" trust check store.json --json
    jq -e '.version == 7 and .roles.root.threshold == 2' out >/dev/null || cat out)"
check "trust check shows all that environments ask for" "$(
    jq '.environments.prod += { "forbid": ["truncate"], "breaking": "approval", "rls": "no-widening-without-approval",
        "receipts": [ { "environment": "staging", "min_age": 60, "max_age": 3600 } ], "channel_binding": "prefer" } |
        .roles.receipt = .roles.root' \
        store.json >strict.json
    expect 0 "$audit" trust check strict.json --json
    jq -e '.environments.prod | .forbid == ["truncate"] and .breaking == "approval" and .widening_needs_approval and
        .any_login and .receipts[0].max_age == 3600 and .receipts[0].environment == "staging"' out >/dev/null || cat out
    jq -e '[.keys[].roles[]] | index("root")' out >/dev/null || cat out
    expect 0 "$audit" trust check strict.json
    for words in 'forbids truncate' 'breaking +approval' 'widening +only with an approval' \
        'receipt +from staging, at least 60 s old, at most 3600 s old, of any target' 'any login'; do
        grep -qE "$words" out || { echo "not shown: $words"; cat out; }
    done)"
check "a file that is no bale is one line of verify, and named once" "$(
    head -c 1000 sample.bale >cut.bale
    refused 4 frame.size "$audit" verify cut.bale
    grep -qE '^refused +frame.size ' out || cat out
    refused 4 frame.size "$audit" compare sample.bale cut.bale
    [ "$(grep -o 'cut.bale' err | wc -l)" = 1 ] || cat err)"

# --- the sandbox --------------------------------------------------------------------------------------

check "--sandbox=off and nonsense" "$(
    expect 0 "$audit" verify sample.bale --sandbox off
    says out 'off, as asked for'
    refused 2 'auto, require or off' "$audit" verify sample.bale --sandbox maybe)"
check "the program's own code knows no sockets" "$(
    nm --dynamic --undefined-only "$audit" 2>/dev/null |
        grep -E ' (socket|connect|bind|listen|accept4?|getaddrinfo|gethostbyname|sendto|sendmsg)(@|$)' || true)"
if "$audit" verify sample.bale --sandbox require >out 2>err; then
    check "verify says which sandbox it is in" "$(grep -qE '^ok +sandbox +seccomp, Landlock [0-9]+$' out || cat out)"
    check "it makes no call about the network and runs no program" "$(
        for arguments in "verify sample.bale" "show sample.bale --sql" "compare first.bale sample.bale" "trust check store.json"; do
            # shellcheck disable=SC2086
            strace -f -o calls "$audit" $arguments >/dev/null
            sed -n '2,$p' calls | grep -E '(socket|connect|bind|sendto|sendmsg|execve|fork|clone|io_uring_setup|ptrace)[a-z0-9]*\(' || true
        done)"
    check "the sandbox is entered before the bale is opened" "$(
        strace -f -o calls "$audit" verify sample.bale >/dev/null
        grep -q 'landlock_restrict_self(.*) *= 0' calls || echo "Landlock is not entered"
        grep -q 'PR_SET_SECCOMP, SECCOMP_MODE_FILTER.*= 0' calls || echo "seccomp is not entered"
        restricted=$(grep -n PR_SET_SECCOMP calls | cut -d : -f 1)
        bale=$(grep -n 'openat(.*sample.bale", O_RDONLY|O_NOCTTY' calls | cut -d : -f 1)
        [ "$restricted" -lt "$bale" ] || echo "the bale is opened before the sandbox is entered")"
else
    check "without a sandbox, --sandbox=require refuses" "$(says err 'has not both seccomp and Landlock')"
    check "without a sandbox, verify says so" "$(
        expect 0 "$audit" verify sample.bale
        grep -qE '^note +sandbox ' out || cat out)"
fi
finish
