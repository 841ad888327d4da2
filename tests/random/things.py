"""The objects that random schemas are made of. Each class can make one, change it, mend it and say its SQL.

A state is a World: things by key. `change` alters one attribute as a later version of a schema would. `mend` is
called after any change anywhere: it gives up what the thing used and is gone, and returns False when nothing is left
of it. `sql` is what a.sql or b.sql says. Rows that the pair's rows.sql puts in hold 1, 2, 3 in each integer column,
so that any unique key, foreign key or check that is made later holds for them.
"""
ROLES = ["random_reader", "random_writer"]
BASE = {"int": "integer", "big": "bigint", "num": "numeric(12,2)", "text": "text", "varchar": "character varying(40)",
        "bool": "boolean", "ts": "timestamp with time zone", "json": "jsonb", "uuid": "uuid", "date": "date",
        "ints": "integer[]", "real": "double precision"}
WIDER = {"int": ["big", "num"], "big": ["num", "int"], "varchar": ["text"], "text": ["varchar"], "date": ["ts"], "ts": ["date"]}
NUMBERS, TEXTS = ("int", "big", "num", "real"), ("text", "varchar")


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"


class World:
    def __init__(self, rng):
        self.rng, self.things, self.serial = rng, {}, 0

    def add(self, thing):
        self.things[thing.key] = thing
        return thing

    def name(self, prefix):
        self.serial += 1
        odd = {3: ' Of "it"', 7: ".dot", 11: "ÄÖ"}.get(self.rng.randrange(40), "")
        return f"{prefix}{self.serial}{odd}"

    def all(self, *kinds):
        return [t for t in self.things.values() if isinstance(t, kinds)]

    def pick(self, *kinds):
        found = self.all(*kinds)
        return self.rng.choice(found) if found else None

    def mend(self):
        before = None
        while before != len(self.things):
            before = len(self.things)
            self.things = {k: t for k, t in self.things.items() if t.mend(self)}


class Thing:
    phase = 50
    prefix = "x"

    def __init__(self, world):
        self.serial = world.serial
        self.schema = world.rng.choice(world.all(Schema)).name if world.all(Schema) else "public"
        self.name = world.name(self.prefix)
        self.key = f"{type(self).__name__}:{self.name}"

    @property
    def full(self):
        return f"{quoted(self.schema)}.{quoted(self.name)}"

    def change(self, world):
        pass

    def mend(self, world):
        return f"Schema:{self.schema}" in world.things


class Schema(Thing):
    phase, prefix = 0, "s"

    def __init__(self, world, name=None):
        super().__init__(world)
        self.name = name or self.name
        self.key = f"Schema:{self.name}"

    def mend(self, world):
        return True

    def sql(self, world):
        return [] if self.name == "public" else [f"create schema {quoted(self.name)};"]


# ------------------------------------------------------------ types

class Enum(Thing):
    phase, prefix = 1, "e"

    def __init__(self, world):
        super().__init__(world)
        self.labels = [f"l{i}" for i in range(world.rng.randint(1, 4))]

    def change(self, world):
        r, how = world.rng, world.rng.randrange(4)
        if how == 0 and len(self.labels) > 1:
            self.labels.remove(r.choice(self.labels[1:]))  # rows hold the first one
        elif how == 1 and len(self.labels) > 2:
            r.shuffle(self.labels)
            self.labels.sort(key=lambda label: label != "l0")
        else:
            self.labels.insert(r.randint(1, len(self.labels)), world.name("it's "))

    def sql(self, world):
        return [f"create type {self.full} as enum ({', '.join(map(literal, self.labels))});"]

    def value(self, i):
        return literal(self.labels[0]) + "::" + self.full


class Domain(Thing):
    phase, prefix = 2, "d"

    def __init__(self, world):
        super().__init__(world)
        self.base = world.rng.choice(["int", "text", "num"])
        self.check = self.default = self.notnull = None
        self.change(world)

    def change(self, world):
        r = world.rng
        self.check = r.choice([None, "value > 0", "value > -10"] if self.base != "text" else [None, "value <> ''", "length(value) < 99"])
        self.default = r.choice([None, "7" if self.base != "text" else "'seven'"])

    def sql(self, world):
        return [f"create domain {self.full} as {BASE[self.base]}" + (f" default {self.default}" if self.default else "") +
                (f" constraint {quoted(self.name + ' check')} check ({self.check})" if self.check else "") + ";"]

    def value(self, i):
        return str(i) if self.base != "text" else f"'r{i}'"


class Composite(Thing):
    phase, prefix = 3, "c"

    def __init__(self, world):
        super().__init__(world)
        self.fields = [(world.name("f"), world.rng.choice(["int", "text", "ts"])) for _ in range(world.rng.randint(1, 3))]

    def change(self, world):
        if world.rng.random() < 0.4 and len(self.fields) > 1:
            self.fields.pop(world.rng.randrange(1, len(self.fields)))
        else:
            self.fields.append((world.name("f"), world.rng.choice(["int", "text"])))

    def sql(self, world):
        return [f"create type {self.full} as (" + ", ".join(f"{quoted(n)} {BASE[t]}" for n, t in self.fields) + ");"]

    def value(self, i):
        return "row(" + ", ".join("null" for _ in self.fields) + f")::{self.full}"


class Range(Thing):
    phase, prefix = 3, "r"

    def sql(self, world):
        return [f"create type {self.full} as range (subtype = double precision, subtype_diff = float8mi);"]

    def value(self, i):
        return f"{literal(f'[{i},{i + 1})')}::{self.full}"


class Collation(Thing):
    phase, prefix = 1, "o"

    def __init__(self, world):
        super().__init__(world)
        self.locale = world.rng.choice(["C", "POSIX"])

    def change(self, world):
        self.locale = "POSIX" if self.locale == "C" else "C"

    def sql(self, world):
        return [f"create collation {self.full} (provider = libc, locale = '{self.locale}');"]


class Sequence(Thing):
    phase, prefix = 4, "q"

    def __init__(self, world):
        super().__init__(world)
        self.change(world)

    def change(self, world):
        r = world.rng
        self.options = " ".join([f"as {r.choice(['integer', 'bigint'])}", f"increment {r.choice([1, 2, 10])}",
                                 f"cache {r.choice([1, 5])}", r.choice(["cycle", "no cycle"])])

    def sql(self, world):
        return [f"create sequence {self.full} {self.options};"]


# ------------------------------------------------------------ functions

class Function(Thing):
    """One integer or text argument; the second argument comes and goes."""
    phase, prefix = 5, "fn"

    def __init__(self, world):
        super().__init__(world)
        self.type = world.rng.choice(["int", "text"])
        self.extra, self.language, self.body, self.traits = False, "sql", 1, "immutable"
        self.change(world)

    def change(self, world):
        how = world.rng.randrange(4)
        if how == 0:
            self.extra = not self.extra
        elif how == 1:
            self.language = world.rng.choice(["sql", "plpgsql", "atomic"])
        elif how == 2:
            self.traits = world.rng.choice(["immutable", "immutable strict", "immutable parallel safe cost 7", "immutable leakproof"])
        else:
            self.body += 1

    def call(self, argument):
        return f"{self.full}({argument}::{BASE[self.type]})"

    def sql(self, world):
        value = f"$1 + {self.body} - {self.body}" if self.type == "int" else f"$1 || left('{self.body}', 0)"
        head = f"create function {self.full}(a {BASE[self.type]}{', b boolean default true' if self.extra else ''}) returns {BASE[self.type]} {self.traits}"
        if self.language == "atomic":
            return [f"{head} language sql return {value};"]
        if self.language == "plpgsql":
            return [f"{head} language plpgsql as $body$ begin return {value}; end $body$;"]
        return [f"{head} language sql as $body$ select {value} $body$;"]


class TriggerFunction(Thing):
    phase, prefix = 5, "tf"

    def __init__(self, world):
        super().__init__(world)
        self.body = 1

    def change(self, world):
        self.body += 1

    def sql(self, world):
        return [f"create function {self.full}() returns trigger language plpgsql as $body$ begin "
                f"/* {self.body} */ return coalesce(new, old); end $body$;"]


class Aggregate(Thing):
    phase, prefix = 6, "ag"

    def __init__(self, world):
        super().__init__(world)
        self.initial = 0

    def change(self, world):
        self.initial += 1

    def sql(self, world):
        return [f"create aggregate {self.full}(integer) (sfunc = int4pl, stype = integer, initcond = '{self.initial}');"]


class Operator(Thing):
    phase, prefix = 7, "op"

    def __init__(self, world):
        super().__init__(world)
        self.function = world.pick(Function)
        self.function = self.function.key if self.function else ""
        self.sign = "".join(world.rng.choice("@#%&|~^") for _ in range(6)) + "@"

    def mend(self, world):
        f = world.things.get(self.function)
        return super().mend(world) and f is not None and not f.extra

    def sql(self, world):
        f = world.things[self.function]
        return [f"create operator {quoted(self.schema)}.{self.sign} (function = {f.full}, rightarg = {BASE[f.type]});"]


TYPES = (Enum, Domain, Composite, Range)


def type_class(world, of):
    """What expressions may do with a column of this type."""
    thing = world.things.get(of)
    if thing is None:
        return of if of in BASE else None
    return thing.base if isinstance(thing, Domain) else type(thing).__name__


def type_sql(world, of):
    return BASE[of] if of in BASE else world.things[of].full


def type_value(world, of, i):
    if of not in BASE:
        return world.things[of].value(i)
    return {"text": f"'r{i}'", "varchar": f"'r{i}'", "bool": "true" if i % 2 else "false", "ts": f"'2020-01-0{i} 00:00+00'",
            "json": f"'{{\"n\": {i}}}'", "uuid": f"'00000000-0000-0000-0000-00000000000{i}'", "date": f"'2020-01-0{i}'",
            "ints": f"array[{i}]"}.get(of, str(i))


class Expression:
    """
    A condition over columns of one table, true for all rows, with what it needs. Not "between" among other conditions:
    PostgreSQL writes it back as a nested "and" and reads that as a flat one, so that two dumps differ; nor a list of
    varchar, whose casts come back elsewhere.
    """

    def __init__(self, world, table):
        r = world.rng
        self.columns, self.functions, self.labels = [], [], []
        columns = [c for c in table.columns if not c.generated]
        parts = [self.part(world, r.choice(columns)) for _ in range(r.choice([1, 1, 2]))] if columns else ["true"]
        self.text = " and ".join(parts)

    def part(self, world, column):
        r, kind = world.rng, type_class(world, column.type)
        self.columns.append((column.name, kind))
        name = quoted(column.name)
        functions = [f for f in world.all(Function) if f.type == ("int" if kind == "int" else "text")]
        if kind in ("int",) + TEXTS and functions and r.random() < 0.4:
            f = r.choice(functions)
            self.functions.append(f.key)
            return f"{f.call(name)} is not distinct from {f.call(name)}"
        if kind in NUMBERS:
            return r.choice([f"{name} > 0", f"{name} in (1, 2, 3, 4, 5)", f"{name} >= 0 and {name} <= 1000", f"coalesce({name}, 1) <> 0"])
        if kind in TEXTS:
            return r.choice([f"{name} <> ''", f"{name} not in ('x', 'y')" if kind == "text" else f"{name} <> 'x'", f"length({name}) > 0", f"lower({name}) ~ '^[a-z0-9]*$'"])
        if kind == "Enum":
            label = r.choice(world.things[column.type].labels)
            self.labels.append((column.type, label))
            return f"({name} is null or {name} <> {literal(label)} or {name} = {literal(label)})"
        if kind == "ts":
            return f"{name} > '2001-02-03 04:05+00'"
        return f"({name} is null or {name} is not null)"

    def holds(self, world, table):
        by_name = {c.name: c for c in table.columns}
        return all(n in by_name and type_class(world, by_name[n].type) == k for n, k in self.columns) and \
            all(f in world.things for f in self.functions) and \
            all(t in world.things and label in world.things[t].labels for t, label in self.labels)
