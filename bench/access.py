#!/usr/bin/env python3
"""How long `prove` takes for 500 tables with 1,000 policies, and its part about access.

access.py BUILD [TABLES]. A migration changes the function that all policies call, and a policy of each tenth table.
"""
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def change(tables):
    yield "create or replace function public.me() returns uuid language sql stable as $$ select gen_random_uuid() $$;"
    for n in range(0, tables, 10):
        yield f"alter policy \"all read what is public\" on public.t{n:05d} using (is_public);"


def changed(schema, tables):
    """The declared schema after the change."""
    schema = schema.replace("select null::uuid", "select gen_random_uuid()")
    for n in range(0, tables, 10):
        old = f"on public.t{n:05d} for select using (is_public and kind <> 'c')"
        schema = schema.replace(old, f"on public.t{n:05d} for select using (is_public)")
    return schema


def timed(words):
    started = time.monotonic()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return (time.monotonic() - started) * 1000


def main(build, tables=500):
    pgbale = os.path.abspath(os.path.join(build, "compiler/pgbale"))
    bench = os.path.abspath(os.path.join(build, "tests/rls/rls_bench"))
    schema = subprocess.run([sys.executable, f"{HERE}/schema.py", str(tables)], check=True, capture_output=True,
                            text=True).stdout
    with tempfile.TemporaryDirectory() as work:
        for folder in ("schema", "migrations/0001-base", "migrations/0002-change"):
            os.makedirs(f"{work}/p/{folder}")
        files = {
            "pgbale.ini": "[project]\nname = bench\nschemas = public\n",
            "schema/all.sql": changed(schema, tables),
            "migrations/0001-base/migration.ini": "[migration]\nversion = 0.1.0\n",
            "migrations/0001-base/010-all.sql": schema,
            "migrations/0002-change/migration.ini": "[migration]\nversion = 0.2.0\n",
            "migrations/0002-change/010-all.sql": "\n".join(change(tables)) + "\n",
        }
        for name, text in files.items():
            with open(f"{work}/p/{name}", "w", encoding="utf-8") as f:
                f.write(text)
        subprocess.run([pgbale, "prove", "-C", f"{work}/p"], check=True, stdout=subprocess.DEVNULL)
        total = min(timed([pgbale, "prove", "-C", f"{work}/p"]) for _ in range(3))
        figures = subprocess.run(
            [f"{HERE}/../tests/with_postgres.sh", bench, f"{work}/p/migrations/0001-base/010-all.sql",
             f"{work}/p/migrations/0002-change/010-all.sql"], check=True, capture_output=True, text=True).stdout
    part = dict(line.split("=") for line in figures.split())
    print(f"{part['tables']} relations, {part['policies']} policies: prove of two migrations {total:.0f} ms")
    print(f"access of one migration {part['all']} ms, {100 * float(part['all']) / total:.0f} % of it:"
          f" read {part['read']}, compare and prove {part['matrix']}, rls.json {part['json']} ({part['bytes']} bytes,"
          f" {part['cells']} cells), lints {part['lints']} ({part['findings']} findings)")


main(sys.argv[1], *map(int, sys.argv[2:]))
