#!/bin/bash
#
# hazards: what `pgbale check` says about each statement of a hand-written step, by its text and by what it did.
#
# Usage: tests/with_postgres.sh hazards_test.sh SOURCE-ROOT PGBALE
set -uo pipefail

top=$(realpath "$1") pgbale=$(realpath "$2")
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

work=$(mktemp -d /tmp/pgbale-hazards-test.XXXXXX)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export XDG_CACHE_HOME=$work/cache
server="host=$PGHOST user=$PGUSER dbname=$PGDATABASE"
mkdir -p shop/schema shop/migrations/0001-base shop/migrations/0002-next
printf '[project]\nname = shop\nschemas = public\n' >shop/pgbale.ini
printf '[migration]\nversion = 1.0.0\n' >shop/migrations/0001-base/migration.ini
printf '[migration]\nversion = 1.1.0\n' >shop/migrations/0002-next/migration.ini

cat >shop/migrations/0001-base/010-base.sql <<'END'
CREATE FUNCTION public.token() RETURNS text LANGUAGE sql VOLATILE AS 'SELECT random()::text';
CREATE FUNCTION public.fixed() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'x'::text $$;
CREATE DOMAIN public.amount AS integer;
CREATE TYPE public.state AS ENUM ('on');
CREATE TABLE public.other (id integer PRIMARY KEY);
CREATE TABLE public.t (id integer PRIMARY KEY, short varchar(10), n integer, m integer, k integer, price public.amount);
ALTER TABLE public.t ADD CONSTRAINT k_set CHECK (k IS NOT NULL);
ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
CREATE TABLE public.old (id integer);
CREATE VIEW public.old_ids AS SELECT id FROM public.old;
CREATE MATERIALIZED VIEW public.sums AS SELECT count(*) AS n FROM public.t;
END
# One statement a line; behind each what must be said about it.
cat >shop/migrations/0002-next/010-next.sql <<'END'
ALTER TABLE public.t ALTER COLUMN short TYPE varchar(20); -- nothing
ALTER TABLE public.t ALTER COLUMN n TYPE bigint; -- table-rewrite
ALTER TABLE public.t ADD COLUMN a text DEFAULT public.token(); -- table-rewrite
ALTER TABLE public.t ADD COLUMN b text DEFAULT public.fixed(); -- nothing
ALTER TABLE public.t ALTER COLUMN k SET NOT NULL; -- nothing
ALTER TABLE public.t ALTER COLUMN m SET NOT NULL; -- not-null-scan
ALTER TABLE public.t ADD CONSTRAINT positive CHECK (m > 0) NOT VALID; -- nothing
ALTER TABLE public.t VALIDATE CONSTRAINT positive; -- nothing
ALTER TABLE public.t ADD CONSTRAINT small CHECK (m < 9); -- constraint-scan
ALTER TABLE public.t ADD CONSTRAINT t_other FOREIGN KEY (m) REFERENCES public.other; -- constraint-scan
ALTER TABLE public.t ADD CONSTRAINT t_m_key UNIQUE (m); -- unique-scan
CREATE INDEX t_k ON public.t (k); -- index-blocks-writes
ALTER DOMAIN public.amount ADD CONSTRAINT paid CHECK (VALUE > 0); -- table-scan
DO $$ BEGIN ALTER TABLE public.t ALTER COLUMN id TYPE bigint; END $$; -- table-rewrite
UPDATE public.t SET k = 1; -- unbounded-write
DELETE FROM public.t; -- unbounded-write
UPDATE public.t SET k = 1 WHERE id = 1; -- nothing
TRUNCATE public.t CASCADE; -- truncate
DROP TABLE public.old CASCADE; -- drop-cascade
ALTER TABLE public.t DISABLE ROW LEVEL SECURITY; -- row-security-off
REFRESH MATERIALIZED VIEW public.sums; -- refresh-blocks-reads
CREATE TABLE public.fresh (id integer, n integer); -- nothing
CREATE INDEX fresh_n ON public.fresh (n); -- nothing
ALTER TABLE public.fresh ALTER COLUMN n TYPE bigint; -- nothing
COMMENT ON TABLE public.t IS 'things'; -- nothing
END
cat >shop/migrations/0002-next/020-alone.sql <<'END'
-- pgbale: standalone
CREATE INDEX CONCURRENTLY t_n ON public.t (n); -- nothing
CREATE INDEX CONCURRENTLY IF NOT EXISTS t_short ON public.t (short); -- index-if-not-exists
END
sed -i '/drop-cascade$/i -- pgbale: allow drop-table "nobody reads it"' shop/migrations/0002-next/010-next.sql
sed -i '/-- truncate$/i -- pgbale: allow truncate "they are made again"' shop/migrations/0002-next/010-next.sql
sed -i '1i -- pgbale: allow row-security-off "for this test"' shop/migrations/0002-next/010-next.sql
cat >shop/schema/all.sql <<'END'
CREATE FUNCTION public.token() RETURNS text LANGUAGE sql VOLATILE AS 'SELECT random()::text';
CREATE FUNCTION public.fixed() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'x'::text $$;
CREATE DOMAIN public.amount AS integer CONSTRAINT paid CHECK (VALUE > 0);
CREATE TYPE public.state AS ENUM ('on');
CREATE TABLE public.other (id integer PRIMARY KEY);
CREATE TABLE public.t (id bigint PRIMARY KEY, short varchar(20), n bigint, m integer NOT NULL, k integer NOT NULL, price public.amount,
    a text DEFAULT public.token(), b text DEFAULT public.fixed(),
    CONSTRAINT k_set CHECK (k IS NOT NULL), CONSTRAINT positive CHECK (m > 0), CONSTRAINT small CHECK (m < 9),
    CONSTRAINT t_other FOREIGN KEY (m) REFERENCES public.other, CONSTRAINT t_m_key UNIQUE (m));
COMMENT ON TABLE public.t IS 'things';
CREATE INDEX t_k ON public.t (k);
CREATE INDEX t_n ON public.t (n);
CREATE INDEX t_short ON public.t (short);
CREATE MATERIALIZED VIEW public.sums AS SELECT count(*) AS n FROM public.t;
CREATE TABLE public.fresh (id integer, n bigint);
CREATE INDEX fresh_n ON public.fresh (n);
END

"$pgbale" prove --scratch "$server" -C shop >out 2>err
check "the steps are proven" "$([ -f shop/migrations/0002-next/proof.json ] || cat out err)"
"$pgbale" check -C shop --format json >found 2>err

wanted() { # FILE
    awk -v file="$1" '/ -- [a-z-]+$/ { print file ":" NR " " $NF }' "shop/migrations/0002-next/$1" | grep -v ' nothing$'
}

check "each statement gets what it deserves" "$(diff <(wanted 010-next.sql
    wanted 020-alone.sql) <(jq -r '.findings[] | select(.file | endswith("-next.sql") or endswith("-alone.sql"))
        | select(.rule | IN("loss") | not) | "\(.file | split("/")[-1]):\(.line) \(.rule)"' found | LC_ALL=C sort -t: -k1,1 -k2,2n))"
check "what was seen is in the proof" "$(jq -e '[.effects[] | select(.line == 3 and .step == "010-next.sql")]
    == [{"step": "010-next.sql", "line": 3, "locks": {"public.t": "ACCESS EXCLUSIVE", "public.t_pkey": "ACCESS EXCLUSIVE"},
         "rewritten": ["public.t"], "scanned": ["public.t"]}]' shop/migrations/0002-next/proof.json >/dev/null ||
    jq -c '.effects[] | select(.line == 3)' shop/migrations/0002-next/proof.json)"
finish
