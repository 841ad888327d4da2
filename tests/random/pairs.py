#!/usr/bin/env python3
"""Makes pairs of schemas for tests/corpus_test.sh: pairs.py [--without KEYS] FOLDER SEED...

Each seed gives FOLDER/seed-N with a.sql, b.sql, what exists before both, rows, and the query that says whether they
are still there. The same seed always gives the same pair. --without leaves out objects (keys, separated by "|") from
both sides, which is how shrink.py makes a pair small; `keys` in the folder lists them.
"""
import copy
import os
import random
import sys

from things import ROLES, Aggregate, Collation, Composite, Domain, Enum, Function, Operator, Range, Schema, Sequence, TriggerFunction, World, quoted
from tables import Check, ForeignKey, Index, Policy, Statistics, Table, Trigger, Unique
from others import Comment, DefaultPrivileges, EventTrigger, Grant, Inheriting, MaterializedView, Publication, Rule, SearchConfiguration, View

LEAVES = [Enum, Domain, Composite, Range, Collation, Sequence, Function, Function, TriggerFunction, Aggregate, Operator]
USERS = [Index, Index, Check, Unique, ForeignKey, Trigger, Policy, Policy, Statistics, View, View, MaterializedView, Rule, Grant, Grant,
         Comment, Comment, Publication, EventTrigger, DefaultPrivileges, Inheriting, SearchConfiguration]


def add(world, kind):
    try:
        thing = kind(world)
    except (IndexError, AttributeError):  # there is nothing yet that it could use
        return
    if thing.mend(world):
        world.add(thing)


def first(rng):
    world = World(rng)
    world.late = False
    world.add(Schema(world, "public"))
    for _ in range(rng.randint(0, 2)):
        world.add(Schema(world))
    for _ in range(rng.randint(2, 9)):
        add(world, rng.choice(LEAVES))
    for _ in range(rng.randint(1, 5)):
        add(world, Table)
    for _ in range(rng.randint(3, 22)):
        add(world, rng.choice(USERS))
    return world


def second(world):
    world, rng = copy.deepcopy(world), world.rng
    world.rng = rng
    world.late = True
    for _ in range(rng.randint(1, 25)):
        how = rng.random()
        things = [t for t in world.things.values() if not isinstance(t, Schema)]
        if how < 0.6 and things:
            rng.choice(things).change(world)
        elif how < 0.75 and things:
            del world.things[rng.choice(things).key]
        else:
            add(world, rng.choice(LEAVES + USERS + [Table, Schema]))
        world.mend()
    return world


def script(world):
    ordered = sorted(world.things.values(), key=lambda t: (t.phase, t.serial))
    return "\n".join(line for t in ordered for line in t.sql(world)) + "\n"


def kept(a, b):
    """A query over what rows.sql put into a and b still has."""
    parts = []
    for key, was in a.things.items():
        now = b.things.get(key)
        if not isinstance(was, Table) or now is None or was.partitions != now.partitions:
            continue
        types = {c.name: c.type for c in now.columns if not c.generated}
        names = [quoted(c.name) for c in was.columns if not c.generated and types.get(c.name) == c.type and "Composite" not in c.type]
        parts.append(f"select '{was.serial}', md5(string_agg(x::text, '|' order by x.id)) from (select {', '.join(names)} from only_rows) x"
                     .replace("only_rows", was.full))
    return "set search_path = pg_catalog;\n" + " union all\n".join(parts) + " order by 1;\n" if parts else "select 1;\n"


def write(folder, seed, without):
    rng = random.Random(seed)
    a = first(rng)
    b = second(a)
    for world in (a, b):
        world.things = {k: t for k, t in world.things.items() if k not in without}
        world.mend()
    home = os.path.join(folder, f"seed-{seed}")
    os.makedirs(home, exist_ok=True)
    files = {
        "a.sql": script(a), "b.sql": script(b), "options": "--drop-and-add\n",
        "prelude.sql": "".join(f"do $$ begin if not exists (select from pg_roles where rolname = '{r}') then create role {r}; end if; end $$;\n" for r in ROLES),
        "rows.sql": "set session_replication_role = replica;\n" + "".join(t.rows(a) + "\n" for t in a.all(Table)),
        "rows_after.sql": kept(a, b),
        "keys": "".join(k + "\n" for k in sorted({*a.things, *b.things}) if k != "Schema:public"),
    }
    for name, text in files.items():
        with open(os.path.join(home, name), "w", encoding="utf-8") as out:
            out.write(text)


def main(words):
    without = set()
    if words[:1] == ["--without"]:
        without = set(words[1].split("|"))
        words = words[2:]
    for seed in words[1:]:
        write(words[0], int(seed), without)


main(sys.argv[1:])
