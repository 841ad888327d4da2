#!/usr/bin/env python3
"""
What `pgbale generate` costs beside what nobody can avoid: generate.py PGBALE [TABLES...]

Run it with a throw-away server: tests/with_postgres.sh bench/generate.py build/compiler/pgbale [2000 500 5000]

For each number of tables, a schema of schema.py is loaded with psql, dumped with pg_dump --schema-only, and compared
with its files by `pgbale generate`, with an empty cache and with a warm one. Each time is the best of several in
this same run, so only the ratios mean something. The last lines say how time and memory grow with the schema.
"""
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
KIBIBYTES_PER_OBJECT = 4


def run(words, environment=None):
    """Seconds, and peak memory in KiB, of a command that must succeed."""
    begun = time.monotonic()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(words)}: status {child.returncode}\n{said.decode()}")
    return time.monotonic() - begun, usage.ru_maxrss


def best(times, *arguments):
    runs = [run(*arguments) for _ in range(times)]
    return min(r[0] for r in runs), max(r[1] for r in runs)


def measure(pgbale, tables, folder):
    database = f"bench_{tables}"
    dsn = f"host={os.environ['PGHOST']} user={os.environ['PGUSER']} dbname={database}"
    project = os.path.join(folder, database)
    schema = os.path.join(project, "schema")
    os.makedirs(schema)
    with open(os.path.join(project, "pgbale.ini"), "w", encoding="utf-8") as out:
        out.write("[project]\nname = bench\nschemas = public\n")
    with open(os.path.join(schema, "schema.sql"), "w", encoding="utf-8") as out:
        subprocess.run([os.path.join(HERE, "schema.py"), str(tables)], stdout=out, check=True)
    with open(os.path.join(schema, "schema.sql"), encoding="utf-8") as text:
        objects = count(text.read(), tables)
    run(["createdb", "-T", "template0", database])
    load, _ = run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", os.path.join(schema, "schema.sql")])
    dump, _ = best(3, ["pg_dump", "--schema-only", "-d", database])
    cache = {"XDG_CACHE_HOME": os.path.join(folder, f"cache-{tables}"), "POSTGRES_DSN": dsn}
    os.makedirs(cache["XDG_CACHE_HOME"])
    command = [pgbale, "generate", "--project", project, "nothing"]
    # The first run also makes the template of the scratch server, once per machine.
    for side in "ab":
        with open(os.path.join(folder, f"{side}.sql"), "w", encoding="utf-8") as out:
            out.write(f"create schema {side};\n")
    run([pgbale, "diff", "--from", os.path.join(folder, "a.sql"), "--to", os.path.join(folder, "b.sql")], cache)
    cold, _ = run(command, cache)
    warm, memory = best(3, command, cache)
    print(f"{tables} tables, {objects} objects: psql {load:.2f} s, pg_dump {dump:.2f} s, generate cold {cold:.2f} s, warm {warm:.2f} s")
    print(f"  warm / pg_dump          {warm / dump:.2f}   (at most 0.50)")
    print(f"  cold / (psql + pg_dump) {cold / (load + dump):.2f}   (at most 1.15)")
    print(f"  peak memory per object  {memory / objects:.2f} KiB   (at most {KIBIBYTES_PER_OBJECT})", flush=True)
    return warm, cold


def count(text, tables):
    """Objects: statements, and the columns, keys, defaults and other parts of each table."""
    return text.count(";\n") + tables * (10 + 1 + 2 + 1 + 5 + 1)


def main(pgbale, *sizes):
    sizes = [int(s) for s in sizes] or [500, 2000, 5000]
    with tempfile.TemporaryDirectory() as folder:
        found = {tables: measure(os.path.abspath(pgbale), tables, folder) for tables in sizes}
    if 500 in found and 5000 in found:
        for name, which in (("warm", 0), ("cold", 1)):
            print(f"500 to 5000 tables, {name}: {found[5000][which] / found[500][which]:.1f} times the time (at most 12)")


main(*sys.argv[1:])
