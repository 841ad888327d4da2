"""Views, rules, grants, comments and what stands apart; see things.py."""
from things import (ROLES, Aggregate, Composite, Domain, Enum, Expression, Function, Schema, Sequence, Thing, literal, quoted)
from tables import Index, OnTable, Policy, Table, Trigger


class View(OnTable):
    phase, prefix = 30, "v"
    noun = "view"

    def __init__(self, world):
        super().__init__(world, (Table, View) if type(self) is View else (Table,))
        if type(world.things[self.on]) is MaterializedView:  # those come last
            self.on = world.pick(Table).key
        self.columns = []
        self.change(world)

    def names(self):
        return set(self.columns)

    def change(self, world):
        r, below = world.rng, world.things[self.on]
        names = [c.name for c in below.columns] if isinstance(below, Table) else below.columns
        self.columns = ["id"] + [n for n in names if n != "id" and r.random() < 0.6]
        self.where = Expression(world, below) if isinstance(below, Table) and r.random() < 0.5 else None
        self.options = r.choice(["", "", " with (security_invoker = true)", " with (security_barrier = true)"])
        self.check = r.choice(["", "", " with local check option"])

    def mend(self, world):
        if not super().mend(world) or f"Schema:{self.schema}" not in world.things:
            return False
        below = world.things[self.on]
        self.columns = [n for n in self.columns if n in below.names()]
        return not self.where or self.where.holds(world, below)

    def select(self, world):
        below = world.things[self.on]
        return f"select {', '.join(map(quoted, self.columns))} from {below.full}" + (f" where {self.where.text}" if self.where else "")

    def sql(self, world):
        return [f"create view {self.full}{self.options} as {self.select(world)}{self.check};"]


class MaterializedView(View):
    phase, prefix = 31, "mv"
    noun = "materialized view"

    def sql(self, world):
        return [f"create materialized view {self.full} as {self.select(world)};",
                f"create unique index {quoted(self.name + ' key')} on {self.full} (id);"]


class Rule(OnTable):
    phase, prefix = 32, "ru"

    def __init__(self, world):
        super().__init__(world)
        self.change(world)

    def change(self, world):
        self.event, self.body = world.rng.choice([("delete", "nothing"), ("update", "notify changed"), ("insert", "notify came")])

    def sql(self, world):
        return [f"create rule {quoted(self.name)} as on {self.event} to {self.table(world).full} do also {self.body};"]


class Inheriting(OnTable):
    phase, prefix = 12, "in"

    def __init__(self, world):
        super().__init__(world)
        self.own = 1

    def change(self, world):
        self.own += 1

    def mend(self, world):
        return super().mend(world) and f"Schema:{self.schema}" in world.things and not self.table(world).strategy

    def sql(self, world):
        own = ", ".join(f"own{i} integer default {i}" for i in range(self.own))
        return [f"create table {self.full} ({own}) inherits ({self.table(world).full});"]


class Grant(OnTable):
    phase, prefix = 40, "g"
    nouns = {Table: "table", View: "table", MaterializedView: "table", Sequence: "sequence", Enum: "type", Domain: "type", Schema: "schema"}
    rights = {"table": ["select", "insert, update", "all", "select (id)", "references (id), select"], "sequence": ["usage", "all"],
              "type": ["usage"], "schema": ["usage", "create, usage"]}

    def __init__(self, world):
        super().__init__(world, tuple(self.nouns))
        self.role, self.option = world.rng.choice(ROLES + ["public"]), ""
        self.change(world)

    def change(self, world):
        noun = self.nouns[type(self.table(world))]
        self.right = world.rng.choice(self.rights[noun])
        self.option = world.rng.choice(["", "", " with grant option"]) if self.role != "public" else ""

    def sql(self, world):
        on = self.table(world)
        name = quoted(on.name) if isinstance(on, Schema) else on.full
        return [f"grant {self.right} on {self.nouns[type(on)]} {name} to {self.role}{self.option};"]


class Comment(OnTable):
    phase, prefix = 41, "about "
    nouns = {Table: "table", View: "view", MaterializedView: "materialized view", Sequence: "sequence", Enum: "type", Domain: "domain",
             Composite: "type", Schema: "schema", Index: "index", Policy: "policy", Trigger: "trigger", Function: "function", Aggregate: "aggregate"}

    def __init__(self, world):
        super().__init__(world, tuple(self.nouns))
        self.text = self.name

    def change(self, world):
        self.text += "'s"

    def mend(self, world):
        return super().mend(world) and not [c for c in world.all(Comment) if c.on == self.on and c.serial < self.serial]

    def sql(self, world):
        on = self.table(world)
        name = {Schema: lambda: quoted(on.name), Index: lambda: f"{quoted(on.table(world).schema)}.{quoted(on.name)}",
                Policy: lambda: f"{quoted(on.name)} on {on.table(world).full}", Trigger: lambda: f"{quoted(on.name)} on {on.table(world).full}",
                Aggregate: lambda: f"{on.full}(integer)"}.get(type(on), lambda: on.full)()
        return [f"comment on {self.nouns[type(on)]} {name} is {literal(self.text)};"]


class Publication(OnTable):
    phase, prefix = 42, "pb"

    def __init__(self, world):
        super().__init__(world)
        self.change(world)

    def change(self, world):
        self.publish = world.rng.choice(["insert", "insert, update", "insert, delete, truncate"])

    def mend(self, world):
        return super().mend(world) and not self.table(world).unlogged

    def sql(self, world):
        return [f"create publication {quoted(self.name)} for table {self.table(world).full} with (publish = '{self.publish}');"]


class EventTrigger(Thing):
    phase, prefix = 43, "et"

    def __init__(self, world):
        super().__init__(world)
        self.change(world)

    def change(self, world):
        self.tags = world.rng.choice(["", " when tag in ('CREATE TABLE')", " when tag in ('CREATE VIEW', 'DROP TABLE')"])

    def sql(self, world):
        function = f"{quoted(self.schema)}.{quoted(self.name + '()')}"
        return [f"create function {function}() returns event_trigger language plpgsql as 'begin end';",
                f"create event trigger {quoted(self.name)} on ddl_command_end{self.tags} execute function {function}();"]


class DefaultPrivileges(Thing):
    phase, prefix = 44, "dp"

    def __init__(self, world):
        super().__init__(world)
        self.change(world)

    def change(self, world):
        self.what = world.rng.choice(["select on tables", "usage on sequences", "execute on functions"])

    def sql(self, world):
        return [f"alter default privileges in schema {quoted(self.schema)} grant {self.what} to {ROLES[0]};"]


class SearchConfiguration(Thing):
    phase, prefix = 8, "ts"

    def __init__(self, world):
        super().__init__(world)
        self.change(world)

    def change(self, world):
        self.dictionaries = world.rng.choice(["simple", "english_stem", "english_stem, simple"])

    def sql(self, world):
        return [f"create text search configuration {self.full} (parser = pg_catalog.default);",
                f"alter text search configuration {self.full} add mapping for asciiword, word with {self.dictionaries};"]
