#!/bin/bash
#
# check: the findings of `pgbale check` on examples/hub, its forms, and what answers a finding.
#
# Usage: check_test.sh SOURCE-ROOT PGBALE
set -uo pipefail

top=$(realpath "$1") pgbale=$(realpath "$2")
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$top/examples/hub" "$work/hub"
cd "$work" || exit 1

# Exit status of a command, its output in "out".
status() {
    "$@" >out 2>err
    printf '%d' $?
}

expect() { # STATUS COMMAND...
    local wanted=$1 got
    shift
    got=$(status "$@")
    [ "$got" = "$wanted" ] || { printf 'exit status %s, not %s\n' "$got" "$wanted"; head -5 err; }
}

holds() { # JQ-FILTER
    jq -e "$1" out >/dev/null 2>&1 || printf 'not so: %s\n' "$1"
}

# What the published schema (OASIS, kept beside this file) has against a log. Debian's Python has the validator.
valid_sarif() { # FILE
    /usr/bin/python3 - "$top/tests/check/sarif-schema-2.1.0.json" "$1" <<'END'
import json, sys
from jsonschema import Draft7Validator
schema, log = (json.load(open(name)) for name in sys.argv[1:])
Draft7Validator.check_schema(schema)
for error in Draft7Validator(schema).iter_errors(log):
    print("/".join(map(str, error.absolute_path)), error.message[:200])
END
}

check "the hub has no errors" "$(expect 0 "$pgbale" check -C hub)"
check "warnings can count" "$(expect 3 "$pgbale" check -C hub --fail-on warning)"
check "or nothing" "$(expect 0 "$pgbale" check -C hub --fail-on never)"
check "an unknown form is a usage error" "$(expect 2 "$pgbale" check -C hub --format xml)"

check "json" "$(expect 0 "$pgbale" check -C hub --format json)$(holds '.format == "pgbale-findings/1" and (.findings | length > 10)')"
check "history's verdicts: 0003, 0004 and 0006 break" "$(
    holds '[.findings[] | select(.message | test("breaking for the client lndb")) | .file | capture("migrations/(?<n>[0-9]+)").n]
           | unique == ["0003", "0004", "0006"]')"
check "what is unknown elsewhere is waived with a reason" "$(
    holds 'all(.findings[] | select(.file | test("/000[1257]-")) | select(.message | test("client lndb")); .waived)')"

check "sarif" "$(expect 0 "$pgbale" check -C hub --format sarif)"
check "sarif: it is what the published schema says" "$(valid_sarif out)"
check "sarif: and that schema can tell" "$(
    jq '.runs[0].results[0].level = "bad"' out >odd
    [ "$(valid_sarif odd | wc -l)" = 1 ] || echo "a level that 2.1.0 does not know was taken")"
check "sarif: what 2.1.0 demands of a log" "$(
    holds '.version == "2.1.0" and (.["$schema"] | test("sarif-2.1.0")) and (.runs | length == 1)'
    holds '(keys - ["$schema", "version", "runs"]) == []'
    holds '.runs[0].tool.driver.name == "pgbale"'
    holds '.runs[0] | (keys - ["tool", "results", "columnKind"]) == []')"
check "sarif: every result names a rule of the driver and a place" "$(
    holds '.runs[0] as $r | all($r.results[]; .ruleId == $r.tool.driver.rules[.ruleIndex].id)'
    holds 'all(.runs[0].results[]; (.message.text | length > 0) and (.level | IN("note", "warning", "error", "none")))'
    holds 'all(.runs[0].results[].locations[].physicalLocation; (.artifactLocation.uri | test("^[^/]"))
           and (.region == null or .region.startLine >= 1))'
    holds 'all(.runs[0].results[] | .suppressions // [] | .[]; .kind == "inSource" or .kind == "external")'
    holds '[.runs[0].tool.driver.rules[].id] | length == (unique | length)'
    holds 'all(.runs[0].results[]; (keys - ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions"]) == [])')"
check "gitlab" "$(expect 0 "$pgbale" check -C hub --format gitlab)$(
    holds 'all(.[]; .description and .check_name and .fingerprint and .location.path and .location.lines.begin >= 1)')$(
    holds '[.[].fingerprint] | length == (unique | length)')"
check "github" "$(expect 0 "$pgbale" check -C hub --format github)$(
    grep -vE '^::(notice|warning|error) file=[^,:]+(,line=[0-9]+)?(,col=[0-9]+)?,title=[a-z.-]+::.' out)"
check "junit" "$(expect 0 "$pgbale" check -C hub --format junit)$(
    python3 -c 'import sys, xml.dom.minidom as m; d = m.parse("out"); assert d.getElementsByTagName("testcase")' 2>&1)"
check "no colour where there is no terminal" "$(expect 0 "$pgbale" check -C hub)$(grep -c $'\033' out | grep -vx 0)"

# A declaration that is too weak.
sed -i 's/^breaks-lndb = y/breaks-lndb = n/; /^min-client/d' hub/migrations/0006-storage-creators/migration.ini
check "a weak declaration is an error" "$(expect 3 "$pgbale" check -C hub --format json)$(
    holds 'any(.findings[]; .rule == "column-dropped" and .level == "error")')"
printf '[waivers]\ncolumn-dropped = on COLUMN public.storage.account_id: nobody reads it\nno-such-rule = x\n' \
    >>hub/migrations/0006-storage-creators/migration.ini
check "a waiver covers one object" "$(expect 3 "$pgbale" check -C hub --format json)$(
    holds 'any(.findings[]; .rule == "column-dropped" and .waived == "nobody reads it")')"
check "a waiver that covers nothing is reported" "$(holds 'any(.findings[]; .rule == "waiver-unused")')"
cp "$top/examples/hub/migrations/0006-storage-creators/migration.ini" hub/migrations/0006-storage-creators/

# The level of a rule is the project's to choose.
printf '\n[lint]\nnot-null-scan = error\nunique-scan = off\n' >>hub/pgbale.ini
check "pgbale.ini raises and silences rules" "$(expect 3 "$pgbale" check -C hub --format json)$(
    holds 'any(.findings[]; .rule == "not-null-scan" and .level == "error") and all(.findings[]; .rule != "unique-scan")')"
cp "$top/examples/hub/pgbale.ini" hub/

# Only what is new.
(cd hub && git init -q . && git add . && git -c user.name=a -c user.email=a@b commit -q -m one) >/dev/null 2>&1
check "nothing is new since the last commit" "$(expect 0 "$pgbale" check -C hub --base HEAD --format json)$(holds '.findings == []')"
check "an unknown revision is a usage error" "$(expect 2 "$pgbale" check -C hub --base no-such-branch)"
check "an option is no revision" "$(expect 2 "$pgbale" check -C hub --base=--output=x)"

# What is wrong with access stands in the schema files, and is answered there or in a migration.
cp -R hub access
account=access/schema/50-rls/10-account.sql
newest=access/migrations/0007-find-instances-faster/migration.ini
prove() { # what prove says when it fails
    "$pgbale" prove -C access >proved 2>&1 || cat proved
}
check "the hub's findings about access are answered" "$(expect 0 "$pgbale" check -C hub --format json)$(
    holds '[.findings[] | select(.file | startswith("hub/schema/"))] | length == 13 and all(.waived)')"
sed -i '/pgbale: allow/d' "$account"
check "not without the directive" "$(prove
    expect 3 "$pgbale" check -C access --format json
    holds '[.findings[] | select(.level == "error" and (.waived | not))] | length == 1 and
        .[0].rule == "policy-always-true" and .[0].line == 16 and (.[0].file | endswith("50-rls/10-account.sql"))')"
printf '\n[waivers]\npolicy-always-true = on POLICY "Signed-in people register accounts" ON public.account: agreed\n' >>"$newest"
check "a later migration can answer it" "$(prove
    expect 0 "$pgbale" check -C access --format json
    holds 'any(.findings[]; .rule == "policy-always-true" and .waived == "agreed") and
        all(.findings[]; .rule != "waiver-unused")')"
printf 'force-missing = nothing\n' >>"$newest"
sed -i '1i -- pgbale: allow force-missing "nothing"' "$account"
check "what covers nothing is reported" "$(prove
    expect 0 "$pgbale" check -C access --format json
    holds '[.findings[] | select(.rule == "waiver-unused") | .file[-11:]] | sort == ["account.sql", "gration.ini"]')"
printf '\n[lint]\npolicy-without-to = error\npolicy-always-true = off\n' >>access/pgbale.ini
check "levels" "$(expect 3 "$pgbale" check -C access --format json
    holds 'all(.findings[]; .rule != "policy-always-true") and
        any(.findings[]; .rule == "policy-without-to" and .level == "error" and (.waived | not))')"

# One step that does everything that it should not.
mkdir hub/migrations/0008-hazards
cat >hub/migrations/0008-hazards/migration.ini <<END
[migration]
version = 0.15.0
breaks-lndb = n
END
cat >hub/migrations/0008-hazards/010-all.sql <<'END'
CREATE TABLE public.fresh (id int);
CREATE INDEX ON public.fresh (id);
UPDATE public.fresh SET id = 1;
CREATE INDEX IF NOT EXISTS a ON public.account (name);
ALTER TABLE public.account ALTER COLUMN name TYPE varchar(9);
ALTER TABLE public.account ADD COLUMN r uuid DEFAULT gen_random_uuid();
ALTER TABLE public.account ADD COLUMN s int DEFAULT 1;
ALTER TABLE public.account ADD CONSTRAINT c CHECK (name <> '');
ALTER TABLE public.account ADD CONSTRAINT v CHECK (name <> '') NOT VALID;
ALTER TABLE public.account ADD UNIQUE (name);
ALTER TABLE public.account ALTER COLUMN name SET NOT NULL;
UPDATE public.account SET name = '';
DELETE FROM public.account;
-- pgbale: allow truncate "it is a cache"
TRUNCATE public.account;
DROP VIEW public.instance_overview CASCADE;
ALTER TABLE public.account DISABLE ROW LEVEL SECURITY;
ALTER TYPE hub.run_status ADD VALUE 'lost';
SELECT 'lost'::hub.run_status;
CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f();
END
check "hazards" "$(expect 3 "$pgbale" check -C hub --base HEAD --format json)"
[ -s out ] || cat err >&2
check "each where it stands, and none on what the migration made" "$(
    jq -r '.findings[] | select(.file | test("0008.*sql")) | "\(.line) \(.rule) \(.waived // "-")"' out | LC_ALL=C sort -n >got
    LC_ALL=C sort -n >wanted <<END
4 index-blocks-writes -
4 index-if-not-exists -
5 table-rewrite -
6 table-rewrite -
8 constraint-scan -
10 unique-scan -
11 not-null-scan -
12 unbounded-write -
13 unbounded-write -
15 truncate it is a cache
16 drop-cascade -
17 row-security-off -
19 enum-same-transaction -
20 superuser-only -
END
    diff wanted got)"
check "a migration without a proof" "$(holds 'any(.findings[]; .rule == "proof.missing")')"

check "changelog: what is told, and of which versions" "$(
    expect 0 "$pgbale" changelog -C hub --from 0.9.9 --to 0.14.2
    [ "$(grep -c '^## ' out)" = 3 ] || echo "not three versions"
    [ "$(grep '^## ' out | head -1)" = '## 0.14.2' ] || echo "not newest first"
    grep -q '^- \*\*Breaks lndb\*\*: versions below 0.41.0 stop working$' out || echo "no mark of what breaks"
    grep -qF '  - `TABLE public.instance_member`: its name is gone' out || echo "no reason"
    grep -q -E '^- Access: widens [0-9]+, narrows 0, unproven 0; reviewed by Tom Arnesen' out || echo "no access"
    grep -q '^Members of instances are called collaborators everywhere$' out || echo "no description"
    ! grep -q 'instance_member_' out || echo "markup")"
check "changelog: all versions, and no version" "$(expect 0 "$pgbale" changelog -C hub
    [ "$(grep -c "^## " out)" = "$(ls -d hub/migrations/*/ | wc -l)" ] || echo "not all versions"
    expect 2 "$pgbale" changelog -C hub --from next)"

finish
