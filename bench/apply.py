#!/usr/bin/env python3
"""How fast pgbale-apply is, as ratios to psql in the same run, and how much memory it takes.

    tests/with_postgres.sh bench/apply.py BUILD-FOLDER [STEPS]

STEPS (1000) are steps of one statement each, in migrations of 500. Prints one line per figure: the ratio, what it must
not exceed, and the times. Exit status 1 when a bound is exceeded.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUND_TRIP = 20  # milliseconds
EACH = 500  # steps of a migration, each of which is a transaction


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    if done.returncode:
        sys.exit(f"{command}: status {done.returncode}\n{done.stderr.decode()}")


def peak(command):
    """Peak memory of a command, in bytes."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    if status:
        sys.exit(f"{command}: status {status}")
    return usage.ru_maxrss * 1024


class Bench:
    def __init__(self, build, folder):
        self.apply = f"{build}/applier/pgbale-apply"
        self.maker = f"{build}/tests/applier/maker"
        self.folder = folder
        self.databases = 0
        self.bad = False

    def fresh(self):
        self.databases += 1
        name = f"bench{self.databases}"
        run(["psql", "-qX", "-c", f"CREATE DATABASE {name}", "postgres"])
        return name

    def project(self, steps):
        """A bale of so many steps, and the same statements for psql."""
        home = f"{self.folder}/p{steps}"
        migrations = [f"{i + 1:04d}-many" for i in range((steps + EACH - 1) // EACH)]
        for name in migrations:
            os.makedirs(f"{home}/{name}")
        run([self.maker, "keys", home])
        with open(f"{home}/state.sql", "w") as f:
            f.write("SELECT encode(sha256(convert_to(count(*)::text, 'UTF8')), 'hex') FROM pg_catalog.pg_class"
                    " WHERE relnamespace = 'public'::regnamespace\n")
        with open(f"{home}/all.sql", "w") as everything:
            for i in range(1, steps + 1):
                sql = (f"CREATE TABLE t{i} (id bigint PRIMARY KEY, name text NOT NULL, made timestamptz);\n" if i % 4 == 1
                       else f"COMMENT ON TABLE t{i - i % 4 + 1 - (4 if i % 4 == 0 else 0)} IS 'table {i}';\n" if i % 4
                       else f"ALTER TABLE t{i - 3} ADD COLUMN c{i} int;\n")
                everything.write(sql)
                with open(f"{home}/{migrations[(i - 1) // EACH]}/{(i - 1) % EACH + 1:03d}.sql", "w") as f:
                    f.write(sql)
        run([self.maker, "bale", home, f"{home}/bale", *migrations], env={**os.environ, "MAKER_DSN": f"dbname={self.fresh()}"})
        return home

    def applies(self, home, database, host=None):
        where = f"dbname={database}" + (f" host={host}" if host else "")
        return [self.apply, "apply", f"{home}/bale", f"--trust={home}/trust.json", "--env=staging", f"--dsn={where}"]

    def psql(self, home, database, host=None):
        return ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-1", "-f", f"{home}/all.sql", "-d", database] + (
            ["-h", host] if host else [])

    def seconds(self, command):
        started = time.monotonic()
        run(command)
        return time.monotonic() - started

    def compare(self, what, bound, times, ours, theirs):
        """Both alternate, so that a noisy machine hits both."""
        a, b = [], []
        for _ in range(times):
            b.append(self.seconds(theirs()))
            a.append(self.seconds(ours()))
        mine, other = statistics.median(a), statistics.median(b)
        self.report(what, mine / other, bound, f"{mine * 1000:.1f} ms against {other * 1000:.1f} ms")

    def report(self, what, figure, bound, more):
        good = figure <= bound
        self.bad = self.bad or not good
        print(f"{what}: {figure:.2f} (at most {bound:g}){'' if good else '  TOO MUCH'}; {more}", flush=True)


def slow_link(bench):
    link = tempfile.mkdtemp(dir=bench.folder)
    here = os.path.dirname(os.path.abspath(__file__))
    proxy = subprocess.Popen([sys.executable, f"{here}/slow_link.py", os.environ["PGHOST"], link, str(ROUND_TRIP)],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    proxy.stdout.readline()
    return proxy, link


def main(build, steps):
    with tempfile.TemporaryDirectory(prefix="pgbale-bench.", dir="/tmp") as folder:
        b = Bench(build, folder)
        home = b.project(steps)
        b.compare(f"{steps} steps, apply / psql -X -1 -f", 1.25, 7, lambda: b.applies(home, b.fresh()),
                  lambda: b.psql(home, b.fresh()))
        done = b.fresh()
        run(b.applies(home, done))
        b.compare("nothing to do, apply / psql -c 'select 1'", 3, 21, lambda: b.applies(home, done),
                  lambda: ["psql", "-qX", "-c", "select 1", "-d", done])
        proxy, link = slow_link(b)
        b.compare(f"{steps} steps over {ROUND_TRIP} ms, apply / psql -X -1 -f", 0.1, 1,
                  lambda: b.applies(home, b.fresh(), link), lambda: b.psql(home, b.fresh(), link))
        proxy.stdin.close()
        proxy.wait()
        few, many = b.project(steps // 10), b.project(steps * 5)
        least, most = peak(b.applies(few, b.fresh())), peak(b.applies(many, b.fresh()))
        size = os.path.getsize(f"{many}/bale") - os.path.getsize(f"{few}/bale")
        b.report(f"memory of {steps * 5} steps above that of {steps // 10}, per byte of bale", (most - least) / size, 6,
                 f"{most / 1e6:.1f} MB against {least / 1e6:.1f} MB, {size / 1e6:.1f} MB more bale")
        read = peak([b.apply, "verify", f"{many}/bale", f"--trust={many}/trust.json"])
        b.report(f"memory of {steps * 5} steps, apply / verify", most / read, 1.25,
                 f"{most / 1e6:.1f} MB against {read / 1e6:.1f} MB")
        return 1 if b.bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000))
