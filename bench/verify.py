#!/usr/bin/env python3
"""verify: how fast a large bale is verified, against sha256sum on the same file in the same run, and in how much memory.

Usage: bench/verify.py PGBALE-AUDIT [MEGABYTES]      (60 megabytes unless told otherwise)

Both read the file from the page cache. Each is run nine times by turns and the best time of each counts: processor time,
which says most on a machine that does other things as well, and the time that passed. Memory is the largest resident
set that the kernel saw. One more run tells what it consists of: the bale in its memory file, memory of the program's
own, and pages of program and library files, which all processes that use them share.
"""

import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "vectors"))
from writer import Bale, Migration, Step, first_migration, trust  # noqa: E402

ROUNDS = 9
LARGEST = 8_000_000


def steps(size):
    """Step files with rows of the shape that data migrations have, `size` bytes in all."""
    out = []
    while size > 0:
        row = "INSERT INTO hub.account (id, name) VALUES (%d, 'A name that is long enough to be one, no. %d')"
        statements, used = [], 0
        while used < min(size, LARGEST):
            n = len(out) * 1_000_000 + len(statements)
            text = ",\n    ".join([row % (n, n)] + ["(%d, 'Another name of usual length, no. %d')" % (n + i, n)
                                                   for i in range(200)])
            statements.append(("INSERT", text))
            used += len(text) + 2
        out.append(Step("%03d-rows.sql" % len(out), statements))
        size -= used
    return out


def measured(command):
    """Seconds of the processor, seconds that passed, and peak memory in bytes."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - start
    if status != 0:
        sys.exit("%s failed" % " ".join(command))
    return usage.ru_utime + usage.ru_stime, took, usage.ru_maxrss * 1024


def parts(command):
    """The most of each kind of memory that was seen, in bytes."""
    most = {"RssAnon": 0, "RssFile": 0, "RssShmem": 0}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
        while child.poll() is None:
            with open("/proc/%d/status" % child.pid, encoding="ascii") as f:
                for line in f:
                    name, _, value = line.partition(":")
                    if name in most:
                        most[name] = max(most[name], int(value.split()[0]) * 1024)
            time.sleep(0.0005)
    return most


def write_files(bale, store, megabytes):
    """In a process of its own: what runs later counts the memory of the one that started it."""
    child = os.fork()
    if child:
        if os.waitpid(child, 0)[1] != 0:
            sys.exit("the bale could not be made")
        return
    large = Migration("0002-rows", "0.2.0", steps(megabytes * 1_000_000), capabilities=["dml", "insert"])
    with open(bale, "wb") as f:
        f.write(Bale([first_migration(), large]).build())
    with open(store, "wb") as f:
        f.write(trust())
    os.chmod(store, 0o644)
    os._exit(0)


def main():
    audit, megabytes = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory() as folder:
        bale, store = os.path.join(folder, "large.bale"), os.path.join(folder, "trust.json")
        write_files(bale, store, megabytes)
        size = os.path.getsize(bale)
        runs = {"sha256sum": ["sha256sum", bale], "verify": [audit, "verify", bale, "--trust", store]}
        best = {name: (9e9, 9e9, 0) for name in runs}
        for _ in range(ROUNDS):
            for name, command in runs.items():
                busy, took, memory = measured(command)
                best[name] = (min(busy, best[name][0]), min(took, best[name][1]), max(memory, best[name][2]))
        for name, (busy, took, memory) in best.items():
            print("%-10s %6.3f s of processor, %6.3f s passed, %6.1f MB/s, %6.1f MiB" % (
                name, busy, took, size / busy / 1e6, memory / (1 << 20)))
        other, ours = best["sha256sum"], best["verify"]
        print("bale %.1f MiB; verify runs at %.2f of sha256sum (%.2f of the time that passed); memory: the bale and %.1f MiB" % (
            size / (1 << 20), other[0] / ours[0], other[1] / ours[1], (ours[2] - size) / (1 << 20)))
        most = parts(runs["verify"])
        print("bale in memory %.1f MiB, memory of its own %.1f MiB, pages of program and libraries %.1f MiB" % tuple(
            most[name] / (1 << 20) for name in ("RssShmem", "RssAnon", "RssFile")))


main()
