"""Tables and what hangs on them; see things.py."""
from things import (BASE, NUMBERS, ROLES, TEXTS, TYPES, WIDER, Collation, Expression, Function, Sequence, Thing, TriggerFunction,
                    literal, quoted, type_class, type_sql, type_value)


class Column:
    def __init__(self, world, type_, late):
        r = world.rng
        self.name, self.type, self.late = world.name("k"), type_, late
        self.notnull = r.random() < 0.4
        self.default = self.generated = self.identity = self.collation = self.sequence = self.comment = None
        self.statistics = r.choice([None, None, None, 50])
        if r.random() < 0.4 or (late and self.notnull):
            self.set_default(world)

    def set_default(self, world):
        r, functions = world.rng, [f for f in world.all(Function) if f.type == self.type]
        sequence = world.pick(Sequence)
        self.sequence = None
        if self.type == "big" and sequence and not self.late and r.random() < 0.4:
            self.sequence, self.default = sequence.key, ("sequence", sequence.key)
        elif functions and r.random() < 0.4:
            f = r.choice(functions)
            self.default = ("function", f.key, type_value(world, self.type, 1))
        else:
            self.default = ("value", r.choice([1, 1, 2]))

    def default_sql(self, world):
        if self.default[0] == "value":
            return type_value(world, self.type, self.default[1])
        if self.default[0] == "function":
            return world.things[self.default[1]].call(self.default[2])
        return f"nextval({literal(world.things[self.default[1]].full)}::regclass)"

    def mend(self, world):
        if self.type not in BASE and self.type not in world.things:
            return False
        if self.default and self.default[0] != "value" and self.default[1] not in world.things:
            self.default, self.notnull = None, self.notnull and not self.late
        if self.default and self.default[0] == "function" and world.things[self.default[1]].type != self.type:
            self.default = ("value", 1)
        if self.default and self.default[0] == "sequence" and self.type != "big":
            self.default = None if not (self.late and self.notnull) else ("value", 1)
        if self.collation and (self.collation not in world.things or type_class(world, self.type) not in TEXTS):
            self.collation = None
        return True

    def sql(self, world):
        text = f"{quoted(self.name)} {type_sql(world, self.type)}"
        if self.collation:
            text += f" collate {world.things[self.collation].full}"
        if self.generated:
            return text + f" generated always as ({self.generated.text}) stored"
        if self.identity:
            return text + f" generated {self.identity} as identity"
        return text + (f" default {self.default_sql(world)}" if self.default else "") + (" not null" if self.notnull else "")


class Table(Thing):
    phase, prefix = 10, "t"
    strategies = [None, None, None, None, "range", "list", "hash"]

    def __init__(self, world):
        super().__init__(world)
        r = world.rng
        self.late = world.late
        self.columns = []
        identifier = Column(world, "int", False)
        identifier.name, identifier.notnull, identifier.default = "id", True, None
        identifier.identity = r.choice([None, "always", "by default"])
        self.strategy = r.choice(self.strategies)
        if self.strategy:
            identifier.identity = None
        self.columns = [identifier] + [Column(world, self.a_type(world), False) for _ in range(r.randint(1, 6))]
        self.security = self.forced = False
        self.options, self.unlogged, self.replica = None, False, "default"
        self.partitions = {"range": [(0, 10), (10, 20), None], "list": [1, 2, None], "hash": [0, 1], None: []}[self.strategy]
        self.partitions = [(world.name("p"), p) for p in self.partitions]

    @staticmethod
    def a_type(world):
        own = world.pick(*TYPES)
        return own.key if own and world.rng.random() < 0.3 else world.rng.choice(list(BASE))

    def change(self, world):
        r, how = world.rng, world.rng.randrange(14)
        column = r.choice(self.columns)
        if how in (0, 1):
            self.columns.append(Column(world, self.a_type(world), not self.late))
        elif how == 2 and len(self.columns) > 2:
            self.columns.remove(r.choice(self.columns[1:]))
        elif how == 3:
            column = r.choice(self.columns[1:] or self.columns)
            if column.type in WIDER and not column.generated and column is not self.columns[0]:
                column.type = r.choice(WIDER[column.type])
        elif how == 4 and not column.generated and not column.identity:
            if column.default and not (column.late and column.notnull):
                column.default = None
            else:
                column.set_default(world)
        elif how == 5 and column is not self.columns[0] and not column.late and not column.identity:
            column.notnull = not column.notnull
        elif how == 6:
            self.security, self.forced = r.choice([(False, False), (True, False), (True, True)])
        elif how == 7:
            self.options = r.choice([None, "fillfactor = 70", "autovacuum_enabled = false, fillfactor = 90"]) if not self.strategy else None
        elif how == 8 and not self.strategy:
            self.replica = r.choice(["default", "full", "nothing"])
        elif how == 9 and not self.strategy and not self.late:
            self.columns[0].identity = r.choice([None, "always", "by default"])
        elif how == 10 and column.type in TEXTS and world.all(Collation) and not column.generated:
            column.collation = world.pick(Collation).key if not column.collation else None
        elif how == 11:
            column.statistics = r.choice([None, 20, 300])
        elif how == 12:
            generated = Column(world, "bool", True)
            generated.notnull, generated.default = False, None
            generated.generated = Expression(world, self)
            self.columns.append(generated)
        elif how == 13:
            column.comment = world.name("about it's ")

    def mend(self, world):
        if not super().mend(world):
            return False
        self.columns = [c for c in self.columns if c.mend(world)]
        self.columns = [c for c in self.columns if not c.generated or c.generated.holds(world, self)]
        return True

    def names(self):
        return {c.name for c in self.columns}

    def sql(self, world):
        head = f"create {'unlogged ' if self.unlogged else ''}table {self.full} (\n    "
        lines = [c.sql(world) for c in self.columns] + [f"constraint {quoted(self.name + '_pkey')} primary key (id)"]
        by = f" partition by {self.strategy} (id)" if self.strategy else ""
        out = [head + ",\n    ".join(lines) + ")" + by + (f" with ({self.options})" if self.options else "") + ";"]
        for name, bound in self.partitions:
            values = "default" if bound is None else f"for values from ({bound[0]}) to ({bound[1]})" if self.strategy == "range" \
                else f"for values in ({bound})" if self.strategy == "list" else f"for values with (modulus 2, remainder {bound})"
            out.append(f"create table {quoted(self.schema)}.{quoted(name)} partition of {self.full} {values};")
        if self.security:
            out.append(f"alter table {self.full} enable row level security;")
        if self.forced:
            out.append(f"alter table {self.full} force row level security;")
        if self.replica != "default":
            out.append(f"alter table {self.full} replica identity {self.replica};")
        for c in self.columns:
            if c.statistics is not None:
                out.append(f"alter table {self.full} alter column {quoted(c.name)} set statistics {c.statistics};")
            if c.comment:
                out.append(f"comment on column {self.full}.{quoted(c.name)} is {literal(c.comment)};")
        return out

    def rows(self, world):
        columns = [c for c in self.columns if not c.generated]
        names = ", ".join(quoted(c.name) for c in columns)
        values = ", ".join("(" + ", ".join(type_value(world, c.type, i) for c in columns) + ")" for i in (1, 2, 3))
        return f"insert into {self.full} ({names}) overriding system value values {values};"


class OnTable(Thing):
    """What belongs to one table and goes with it."""
    phase = 20

    def __init__(self, world, kinds=(Table,)):
        super().__init__(world)
        self.on = world.rng.choice([t for k in kinds for t in world.all(k)]).key

    def table(self, world):
        return world.things[self.on]

    def mend(self, world):
        return self.on in world.things


class Index(OnTable):
    prefix = "i"

    def __init__(self, world):
        super().__init__(world)
        self.change(world)

    def change(self, world):
        r, table = world.rng, self.table(world)
        usable = [c for c in table.columns if type_class(world, c.type) not in ("json", "Composite", "Range", "ints")]
        self.columns = [(c.name, type_class(world, c.type), r.choice(["", " desc", " nulls first"])) for c in r.sample(usable, min(len(usable), r.randint(1, 2)))]
        self.unique = r.random() < 0.2 and any(c.name == "id" for c in table.columns if c.name in [n for n, _, _ in self.columns])
        self.where = Expression(world, table) if r.random() < 0.3 else None
        self.include = r.choice(table.columns).name if r.random() < 0.2 else None
        functions = [f for f in world.all(Function) if f.type == "text"]
        self.function = r.choice(functions).key if functions and r.random() < 0.5 else None

    def mend(self, world):
        if not super().mend(world):
            return False
        table = self.table(world)
        by_name = {c.name: c for c in table.columns}
        self.columns = [(n, k, o) for n, k, o in self.columns if n in by_name and type_class(world, by_name[n].type) == k]
        if self.include not in by_name:
            self.include = None
        if self.function not in world.things:
            self.function = None
        self.unique = self.unique and (not table.strategy or not self.function) and "id" in [n for n, _, _ in self.columns]
        return bool(self.columns) and (not self.where or self.where.holds(world, table))

    def sql(self, world):
        keys = [(world.things[self.function].call(quoted(n)) if k in TEXTS and self.function and not self.unique else quoted(n)) + o for n, k, o in self.columns]
        return [f"create {'unique ' if self.unique else ''}index {quoted(self.name)} on {self.table(world).full} ({', '.join(keys)})" +
                (f" include ({quoted(self.include)})" if self.include else "") + (f" where {self.where.text}" if self.where else "") + ";"]


class Check(OnTable):
    prefix = "ck"

    def __init__(self, world):
        super().__init__(world)
        self.change(world)

    def change(self, world):
        self.expression = Expression(world, self.table(world))
        self.valid = world.rng.random() < 0.85

    def mend(self, world):
        return super().mend(world) and self.expression.holds(world, self.table(world))

    def sql(self, world):
        valid = "" if self.valid else " not valid"
        return [f"alter table {self.table(world).full} add constraint {quoted(self.name)} check ({self.expression.text}){valid};"]


class Unique(OnTable):
    prefix = "u"

    def __init__(self, world):
        super().__init__(world)
        r, table = world.rng, self.table(world)
        good = [c.name for c in table.columns[1:] if not c.late and type_class(world, c.type) in NUMBERS + TEXTS + ("uuid", "date")]
        self.columns = ["id"] + r.sample(good, min(len(good), 1))
        self.change(world)

    def change(self, world):
        self.more = world.rng.choice(["", " deferrable", " deferrable initially deferred"])
        self.distinct = world.rng.choice(["", " nulls not distinct"])

    def mend(self, world):
        return super().mend(world) and set(self.columns) <= self.table(world).names()

    def sql(self, world):
        columns = ", ".join(map(quoted, self.columns))
        return [f"alter table {self.table(world).full} add constraint {quoted(self.name)} unique{self.distinct} ({columns}){self.more};"]


class ForeignKey(OnTable):
    phase, prefix = 21, "fk"

    def __init__(self, world):
        super().__init__(world)
        r = world.rng
        self.to = world.pick(Table).key
        self.column = r.choice([c.name for c in self.table(world).columns if c.type in ("int", "big") and not c.generated])
        self.change(world)

    def change(self, world):
        r = world.rng
        self.action = r.choice(["", " on delete cascade", " on update cascade on delete restrict", " deferrable initially deferred"])

    def mend(self, world):
        if not super().mend(world) or self.to not in world.things:
            return False
        return any(c.name == self.column and c.type in ("int", "big") for c in self.table(world).columns)

    def sql(self, world):
        return [f"alter table {self.table(world).full} add constraint {quoted(self.name)} foreign key ({quoted(self.column)}) "
                f"references {world.things[self.to].full} (id){self.action};"]


class Trigger(OnTable):
    prefix = "tr"

    def __init__(self, world):
        super().__init__(world)
        self.function = world.pick(TriggerFunction).key
        self.change(world)

    def change(self, world):
        r = world.rng
        self.when = r.choice(["before insert", "after update", "after insert or delete", "before update"])
        self.column = r.choice(self.table(world).columns).name if "update" in self.when and r.random() < 0.4 else None
        self.enabled = r.choice(["", "", "disable", "enable always"])

    def mend(self, world):
        if self.on in world.things and self.column not in self.table(world).names():
            self.column = None
        return super().mend(world) and self.function in world.things

    def sql(self, world):
        of = f" of {quoted(self.column)}" if self.column else ""
        out = [f"create trigger {quoted(self.name)} {self.when}{of} on {self.table(world).full} for each row execute function {world.things[self.function].full}();"]
        if self.enabled:
            word = self.enabled.split() + [""]
            out.append(f"alter table {self.table(world).full} {' '.join(word[:-1])} trigger {quoted(self.name)};")
        return out


class Policy(OnTable):
    prefix = "po"

    def __init__(self, world):
        super().__init__(world)
        self.mode = world.rng.choice(["", " as restrictive"])
        self.change(world)

    def change(self, world):
        r = world.rng
        self.command = r.choice(["all", "select", "update", "insert"])
        self.roles = r.choice([["public"], [ROLES[0]], ROLES])
        self.using = Expression(world, self.table(world))
        self.through = world.pick(Table).key if r.random() < 0.3 else None

    def mend(self, world):
        if self.through not in world.things:
            self.through = None
        return super().mend(world) and self.using.holds(world, self.table(world))

    def sql(self, world):
        text = self.using.text
        if self.through:
            text += f" and exists (select from {world.things[self.through].full} other where other.id = {self.table(world).full}.id)"
        clause = f"with check ({text})" if self.command == "insert" else f"using ({text})"
        return [f"create policy {quoted(self.name)} on {self.table(world).full}{self.mode} for {self.command} to {', '.join(self.roles)} {clause};"]


class Statistics(OnTable):
    prefix = "st"

    def __init__(self, world):
        super().__init__(world)
        names = sorted(c.name for c in self.table(world).columns if type_class(world, c.type) in NUMBERS + TEXTS and c.name != "id")
        # pg_dump writes them in the order of the table, which is not compared: with the first column there is one order.
        self.columns = ["id", *world.rng.sample(names, min(1, len(names)))]

    def mend(self, world):
        return super().mend(world) and len(self.columns) == 2 and set(self.columns) <= self.table(world).names()

    def sql(self, world):
        return [f"create statistics {self.full} on {', '.join(map(quoted, self.columns))} from {self.table(world).full};"]
