#!/bin/bash
#
# workflow: the CI workflow that `pgbale init` writes, its run: blocks executed one by one in a project that was
# started with it. What installs packages and what only GitHub can do (actions) is left out.
#
# Usage: workflow_test.sh SOURCE-ROOT PGBALE APPLY AUDIT
set -uo pipefail

top=$(realpath "$1") pgbale=$(realpath "$2") apply=$(realpath "$3")
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

work=$(mktemp -d /tmp/pgbale-workflow-test.XXXXXX)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/shop"
ln -s "$pgbale" "$work/bin/pgbale"
ln -s "$apply" "$work/bin/pgbale-apply"
# Installing is the runner's business; that it is asked for what is needed is looked at.
printf '#!/bin/sh\necho "$@" >>%s/installed\n' "$work" >"$work/bin/apt-get"
chmod +x "$work/bin/apt-get"
export PATH=$work/bin:$PATH XDG_CACHE_HOME=$work/cache
unset POSTGRES_DSN SOURCE_DATE_EPOCH
cd "$work/shop" || exit 1

quiet() { # COMMAND...: says something only when it fails
    "$@" >"$work/out" 2>&1 || {
        echo "exit status $?: $*"
        cat "$work/out"
    }
}

commit() {
    git add -A && git -c user.name=test -c user.email=test@example.org commit -q -m "$1"
}

started=$(quiet git init -q .
    quiet pgbale init --name shop --prelude supabase
    cat >schema/item.sql <<'END'
CREATE TABLE public.item (id integer PRIMARY KEY, name text NOT NULL);
GRANT SELECT ON public.item TO service_role;
ALTER TABLE public.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY items ON public.item FOR SELECT TO PUBLIC USING (true);
END
    printf 'INSERT INTO public.item VALUES (1, '"'pen'"');\n-- pgbale: as service_role\n-- pgbale: case the service sees it\n-- pgbale: expect rows 1\nSELECT id FROM public.item;\n' \
        >tests/rls/item.sql
    printf '#!/bin/sh\nexec psql -X -q -d "$POSTGRES_DSN" -c "select id from public.item"\n' >tests/run
    chmod +x tests/run
    quiet pgbale generate first-items
    sed -i 's/^\[migration\]/&\nrls-review = Ada: read it/' migrations/0001-first-items/migration.ini
    quiet pgbale prove
    commit "a project")
check "a project is started" "$started"

workflow=.github/workflows/pgbale.yml
[ -f "$workflow" ] || workflow=$(ls .github/workflows/* | head -n 1)

# The run: blocks: "NAME" in one file and the commands in another, numbered.
awk -v out="$work/block" '
    function end() { block = 0 }
    /^      - / { end() }
    /^      - name: / { name = substr($0, 15) }
    block && /^          / { print substr($0, 11) >>(out "." n); next }
    /^        run: / {
        n++
        print name >(out "." n ".name")
        command = substr($0, 14)
        if (command == "|") { printf "" >(out "." n); block = 1 } else print command >(out "." n)
    }' "$workflow"
check "the workflow has the steps of a release" "$(for word in 'pgbale prove' 'pgbale check' 'pgbale test --rls' \
    'pgbale test -- ' 'pgbale compile' 'pgbale changelog'; do
    grep -qF -- "$word" "$work"/block.* || echo "no block runs \"$word\""
done
for word in attest-build-provenance upload-artifact checkout 'id-token: write'; do
    grep -qF "$word" "$workflow" || echo "$word is not in it"
done)"
for ((i = 1; ; i++)); do
    [ -f "$work/block.$i" ] || break
    check "$(cat "$work/block.$i.name")" "$(quiet bash -e -o pipefail "$work/block.$i")"
done
check "there is a bale and a changelog to upload" "$([ -s release.bale ] || echo "no bale"
    grep -q '^## ' CHANGES.md || echo "no changelog")"
check "a server was asked for" "$(grep -q 'postgresql-' "$work/installed" || echo "nothing was installed")"

sed -i 's/name text/label text/' migrations/0001-first-items/*.sql
check "a step that was edited after it was proven is found" "$(for ((i = 1; ; i++)); do
    [ -f "$work/block.$i" ] || break
    bash -e -o pipefail "$work/block.$i" >/dev/null 2>&1 || exit 0
done
echo "every block passed")"
finish
