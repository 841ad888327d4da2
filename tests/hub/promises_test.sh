#!/bin/bash
#
# promises: what pgbale promises about a project, shown on examples/hub with the real programs.
#
# Usage: promises_test.sh SOURCE-ROOT PGBALE PGBALE-APPLY PGBALE-AUDIT
#        with PGHOST and PGUSER naming a throw-away server
#
# The committed proofs are what a fresh proof gives. One bale per migration, one bale for all, and the declared
# schema loaded directly end in the same schema and the same state digest. Compiling elsewhere, by another user,
# at another time gives the same bytes. The bale passes without our programs. The edit in next/ goes all the way.
set -uo pipefail

top=$1 pgbale=$2 apply=$3 audit=$4
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
export PGOPTIONS='-c client_min_messages=warning' LAMIN_ENV=staging PGBALE_TRUST=$work/trust.json
unset POSTGRES_DSN SOURCE_DATE_EPOCH
umask 022
cp -R "$top/examples/hub" "$work/hub"
rm -rf "$work/hub/next"
cd "$work" || exit 1

# Runs a command; its output is the finding when it fails.
try() {
    local output

    output=$("$@" 2>&1) || printf '%s\n(exit status %d of %s)\n' "$output" $? "$*"
}

make_database() {
    createdb "$1" && psql -X -q -v ON_ERROR_STOP=1 -d "$1" -f "$top/compiler/preludes/supabase.sql" >/dev/null
}

apply_to() { # DATABASE BALE
    POSTGRES_DSN="dbname=$1" try "$apply" apply "$2" --accept-breaking
}

dump() {
    pg_dump --schema-only --exclude-schema=pgbale "$1" | sed '/^\\\(un\)\?restrict /d'
}

# The state digest, by the signed statement and psql.
digest() { # DATABASE
    PGOPTIONS="$PGOPTIONS -c search_path=" psql -X -q -At -v ON_ERROR_STOP=1 -d "$1" -f state.sql 2>&1
}

load_declared() { # DATABASE FOLDER
    local files=() file

    while IFS= read -r file; do
        files+=(-f "$file")
    done < <(find "$2" -name '*.sql' | LC_ALL=C sort)
    PGOPTIONS="$PGOPTIONS -c search_path=public,extensions,pg_temp" \
        try psql -X -q -1 -v ON_ERROR_STOP=1 -d "$1" "${files[@]}"
}

differ() { # NAME NAME
    diff <(dump "$1") <(dump "$2") | head -n 40
    [[ $(digest "$1") =~ ^[0-9a-f]{64}$ ]] || echo "no state digest of $1: $(digest "$1")"
    [ "$(digest "$1")" = "$(digest "$2")" ] || echo "the state digests of $1 and $2 differ"
}

check "a key and a trust store" "$(try "$pgbale" keygen key --trust trust.json --environment staging)"

cp -R hub again
check "the migrations are proven anew" "$(try "$pgbale" prove --all --project again)"
check "the committed proofs are those of a fresh run" "$(diff -r hub/migrations again/migrations | head -n 20)"

check "all migrations compile into one bale" "$(try "$pgbale" compile --project hub -o all.bale --sign key.key)"
tar -xf all.bale state.sql
mkdir elsewhere
cp -R hub elsewhere/other-name
other() (
    umask 077
    cd elsewhere/other-name || exit 1
    command=(env TZ=Pacific/Kiritimati LC_ALL=C HOME=/nowhere "$pgbale" compile -o ../other.bale)
    nobody=(setpriv --reuid nobody --regid nogroup --clear-groups)
    if [ "$(id -u)" = 0 ] && "${nobody[@]}" test -x "$pgbale"; then
        chown -R nobody ..
        command=("${nobody[@]}" "${command[@]}")
    fi
    try "${command[@]}"
)
check "another user compiles elsewhere" "$(other)"
check "and signs there" "$(try "$pgbale" sign elsewhere/other.bale --key key.key)"
check "both bales are the same to the byte" "$(cmp all.bale elsewhere/other.bale 2>&1)"
check "the auditor verifies it" "$(try "$audit" verify all.bale)"
check "and shows what changes about access: cells, classes, reviews and words" "$(
    "$audit" show all.bale >shown
    for words in '    widens  public.account  INSERT  authenticated' '    new  hub.cloud_run_event  SELECT  authenticated' \
        '    unproven  public.instance  SELECT  authenticated' 'reviewed by Ines Falk' \
        '.[-instance_member-]{+instance_collaborator+}' 'renamed from "Admins add members"'; do
        grep -qF -- "$words" shown || echo "it does not show: $words"
    done)"
check "so do tar, sha256sum, jq and openssl" "$(try "$top/docs/verify-by-hand.sh" all.bale key.pub)"

for database in one_by_one at_once declared with_next; do
    check "a database as Supabase hands it out: $database" "$(make_database $database 2>&1)"
done
for folder in hub/migrations/*/; do
    version=$(sed -n 's/^version *= *//p' "$folder/migration.ini")
    name=$(basename "$folder")
    check "$name: compiled on its own" \
        "$(try "$pgbale" compile --project hub --upto "$version" -o "$name.bale" --sign key.key)"
    check "$name: applied on its own" "$(apply_to one_by_one "$name.bale")"
done
check "all at once from nothing" "$(apply_to at_once all.bale)"
check "the declared schema, loaded directly" "$(load_declared declared hub/schema)"
check "one by one and all at once lead to the same" "$(differ one_by_one at_once)"
check "the migrations and the declared schema lead to the same" "$(differ at_once declared)"
check "the applier finds the state that the bale promises" \
    "$(POSTGRES_DSN=dbname=at_once try "$apply" status all.bale)"

cp -R "$top/examples/hub/next/." hub
check "the edited schema becomes a migration" "$(try "$pgbale" generate next --version 1.0.0 --project hub)"
check "which is proven" "$(try "$pgbale" prove --project hub)"
check "an undeclared client is refused" \
    "$("$pgbale" compile --project hub -o next.bale >/dev/null 2>&1; [ $? = 3 ] || echo "no exit status 3")"
check "a declaration that is weaker than what was computed is refused, with the reason" \
    "$({ "$pgbale" compile --project hub --breaks-lndb=n -o next.bale 2>&1 || true; } |
        grep -q "function-body: FUNCTION public.handle_is_free(text)" || echo "the reason is not named")"
printf '\n[waivers]\nfunction-body = only its speed changes\n' >>hub/migrations/0008-next/migration.ini
check "access that widens is refused until somebody has reviewed it" \
    "$({ "$pgbale" compile --project hub --breaks-lndb=n -o next.bale 2>&1 || true; } |
        grep -q 'rls.unreviewed' || echo "it is not refused")"
sed -i 's/^;rls-review = .*/rls-review = Ines Falk: projects belong to people/' hub/migrations/0008-next/migration.ini
check "and compiles when declared, with the reason why a rule does not hold" \
    "$(try "$pgbale" compile --project hub --breaks-lndb=n -o next.bale --sign key.key)"
check "it is applied to a target that lags behind" "$(apply_to at_once next.bale)"
check "and to one that has nothing" "$(apply_to with_next next.bale)"
check "with the same result" "$(differ at_once with_next)"
finish
