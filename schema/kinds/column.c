/*
 * column: a column of a table. A generated column holds nothing of its own and may be remade;
 * any other column is only ever altered.
 */
#include "../model.h"
#include "../type_name.h"
#include "column_sql.h"
#include "kinds.h"

enum {
    TYPE,
    COLLATION,
    NOT_NULL,
    GENERATED,
    STORAGE,
    COMPRESSION,
    STATISTICS,
    OPTIONS,
    FOREIGN_OPTIONS,
    N_ATTRIBUTES
};

static const struct cost rewrite = { .lock = LOCK_ACCESS_EXCLUSIVE, .hazards = HAZARD_REWRITE };
static const struct cost rewrite_loses = { .lock = LOCK_ACCESS_EXCLUSIVE,
                                           .hazards = HAZARD_REWRITE | HAZARD_DATA_LOSS };
static const struct cost in_place = { .lock = LOCK_ACCESS_EXCLUSIVE };
static const struct cost checked = { .lock = LOCK_ACCESS_EXCLUSIVE,
                                     .hazards = HAZARD_SCAN | HAZARD_MAY_FAIL };
static const struct cost settings = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };

/* A column of a foreign table: its values are elsewhere. */
static bool is_foreign(const struct object *o)
{
    return o->parent && text_starts(o->parent->identity, "FOREIGN ");
}

static const char *inline_text(struct arena *a, const struct object *o)
{
    struct text parts = text_new(a);

    for (size_t i = 0; i < o->n_parts; i++)
        text_addf(&parts, " %s", o->parts[i]->kind->inline_text(a, o->parts[i]));
    if (o->values[GENERATED])
        text_addf(&parts, " GENERATED ALWAYS AS (%s) STORED", o->values[GENERATED]);
    return format(
        a, "%s %s%s%s%s%s%s", o->name, o->values[TYPE], foreign_options(a, o->values[FOREIGN_OPTIONS]),
        clause(a, "COMPRESSION", o->values[COMPRESSION]), clause(a, "COLLATE", o->values[COLLATION]),
        parts.at, o->values[NOT_NULL] ? " NOT NULL" : "");
}

static bool inlines(const struct object *o)
{
    return o->parent != NULL;
}

static void create(struct change *c)
{
    unsigned hazards = c->now->values[GENERATED] ? HAZARD_REWRITE : 0;

    if (c->now->values[NOT_NULL] && !c->now->n_parts && !c->now->values[GENERATED])
        hazards |= HAZARD_MAY_FAIL;
    say(c, (struct cost){ .lock = LOCK_ACCESS_EXCLUSIVE, .hazards = hazards }, "ALTER %s ADD COLUMN %s",
        c->now->parent->identity, inline_text(c->arena, c->now));
}

static void drop(struct change *c)
{
    say(c, c->was->values[GENERATED] || is_foreign(c->was) ? COST_BRIEF : COST_LOSES_DATA,
        "ALTER %s DROP COLUMN %s", c->was->parent->identity, c->was->name);
}

static void say_column(struct change *c, struct cost cost, const char *what)
{
    say(c, cost, "ALTER %s ALTER COLUMN %s %s", c->now->parent->identity, c->now->name, what);
}

/* Says what the columns of partitions and of tables that inherit have on their own. */
static void say_only(struct change *c, struct cost cost, const char *what)
{
    if (c->now->n_copies)
        say(c, cost, "ALTER TABLE ONLY %s ALTER COLUMN %s %s", c->now->parent->name, c->now->name, what);
    else
        say_column(c, cost, what);
}

static void rename_column(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s RENAME COLUMN %s TO %s", c->was->parent->identity, c->was->name,
        c->now->name);
}

/* The value holds the storage and, behind it, what the type has by itself. */
static void say_storage(struct change *c, const char *value, bool chosen)
{
    size_t size = strcspn(value, " ");

    if (chosen)
        say_only(c, COST_BRIEF, format(c->arena, "SET STORAGE %.*s", (int)size, value));
    else
        say_only(c, COST_BRIEF, format(c->arena, "SET STORAGE %s", value + size + 1));
}

static void complete(struct change *c)
{
    const char *const *v = c->now->values;

    if (v[STORAGE])
        say_storage(c, v[STORAGE], true);
    if (v[STATISTICS])
        say_only(c, settings, format(c->arena, "SET STATISTICS %s", v[STATISTICS]));
    if (v[OPTIONS])
        say_only(c, settings, format(c->arena, "SET (%s)", v[OPTIONS]));
}

/* TYPE resets storage and compression, even when only the collation changes. */
static bool retyped(const struct change *c)
{
    return attribute_differs(c, TYPE) || attribute_differs(c, COLLATION);
}

static void say_lost(struct change *c)
{
    const char *const *v = c->now->values;

    if (v[STORAGE])
        say_storage(c, v[STORAGE], true);
    if (v[COMPRESSION])
        say_only(c, COST_BRIEF, format(c->arena, "SET COMPRESSION %s", v[COMPRESSION]));
}

static bool is_array(const struct object *o)
{
    return text_ends(o->values[TYPE], "[]");
}

/* What a column's values come from when its type changes; NULL: from the old ones, by PostgreSQL itself. */
static const char *value(const struct change *c)
{
    const char *name = c->now->name, *type = c->now->values[TYPE];

    if (c->using)
        return c->using;
    if (!c->from) {
        const char *cast = type_cast(c->arena, c->was->values[TYPE], type);
        return cast ? format(c->arena, "%s::%s", name, cast) : NULL;
    }
    if (c->from->kind == &kind_collation)
        return name;
    if (c->from->kind == &kind_composite && !is_array(c->was) && !is_array(c->now))
        return composite_moved(c);
    return format(c->arena, "%s::text::%s", name, type);
}

static bool loses(const struct change *c)
{
    return composite_loses(c) ||
           (!c->from && type_narrows(c->arena, c->was->values[TYPE], c->now->values[TYPE]));
}

/* An array of rows has no form in which attributes could be told apart. */
static bool movable(const struct change *c)
{
    return c->from->kind != &kind_composite || !is_array(c->was) ||
           text_equal(object_value(c->from, "layout"), object_value(c->to, "layout"));
}

static struct cost cost_of(const struct change *c)
{
    bool keeps = !c->using && !c->from && !attribute_differs(c, COLLATION) &&
                 type_keeps(c->arena, c->was->values[TYPE], c->now->values[TYPE]);

    return loses(c) ? rewrite_loses : keeps ? in_place : rewrite;
}

/*
 * An explicit USING works for assignment casts too, and for those that need an explicit one. Between a type
 * and the one that takes its place there is no cast but the text.
 */
static void alter_type(struct change *c)
{
    const char *const *v = c->now->values;
    bool stored = !v[GENERATED] && !is_foreign(c->now);
    const char *from = stored ? value(c) : NULL;

    identity_bounds_first(c);
    say_column(c, stored ? cost_of(c) : rewrite,
               format(c->arena, "TYPE %s%s%s%s", v[TYPE], clause(c->arena, "COLLATE", v[COLLATION]),
                      from ? " USING " : "", from ? from : ""));
    say_lost(c);
}

static void move(struct change *c)
{
    enum_check_labels(c);
    if (!attribute_differs(c, TYPE))
        alter_type(c);
}

static void alter_collation(struct change *c)
{
    const char *const *v = c->now->values;

    if (attribute_differs(c, TYPE))
        return;
    say_column(c, COST_BRIEF,
               format(c->arena, "TYPE %s COLLATE %s", v[TYPE],
                      v[COLLATION] ? v[COLLATION] : "pg_catalog.\"default\""));
    say_lost(c);
}

/*
 * SET NOT NULL reads the whole table under its lock unless a validated check proves it. The last two are
 * statements of their own: in one ALTER TABLE the check would be dropped before it is looked at. A row type
 * IS NOT NULL only where all of its attributes are, so the check asks for less.
 */
static void set_not_null_online(struct change *c)
{
    const struct cost brief = { .lock = LOCK_ACCESS_EXCLUSIVE, .late = true };
    const struct cost scan = { LOCK_SHARE_UPDATE_EXCLUSIVE, HAZARD_MAY_FAIL, .standalone = true,
                               .late = true };
    const char *table = c->now->parent->identity;
    const char *check = format(c->arena, "pgbale_not_null_%ld", c->was->ordinal);

    say(c, brief, "ALTER %s ADD CONSTRAINT %s CHECK (%s IS DISTINCT FROM NULL) NOT VALID", table, check,
        c->now->name);
    say(c, scan, "ALTER %s VALIDATE CONSTRAINT %s", table, check);
    say(c, brief, "ALTER %s ALTER COLUMN %s SET NOT NULL", table, c->now->name);
    say(c, brief, "ALTER %s DROP CONSTRAINT %s", table, check);
}

static void alter_not_null(struct change *c)
{
    if (!c->now->values[NOT_NULL])
        say_column(c, COST_BRIEF, "DROP NOT NULL");
    else if (c->existing && !c->plain)
        set_not_null_online(c);
    else
        say_column(c, checked, "SET NOT NULL");
}

/* A generated column may become a plain one that keeps its values; the rest means a new column, and its
 * values are those of the expression. */
static enum remedy decide_generated(const struct change *c)
{
    if (!c->now->values[GENERATED])
        return REMEDY_ALTER;
    return REMEDY_REMAKE;
}

static void alter_generated(struct change *c)
{
    say_column(c, COST_BRIEF, "DROP EXPRESSION");
}

static void alter_storage(struct change *c)
{
    const char *now = c->now->values[STORAGE];

    if (!retyped(c) && attribute_differs(c, STORAGE))
        say_storage(c, now ? now : c->was->values[STORAGE], now != NULL);
}

static void alter_compression(struct change *c)
{
    const char *method = c->now->values[COMPRESSION];

    if (!retyped(c))
        say_only(c, COST_BRIEF, format(c->arena, "SET COMPRESSION %s", method ? method : "default"));
}

static void alter_statistics(struct change *c)
{
    const char *target = c->now->values[STATISTICS];

    say_only(c, settings, format(c->arena, "SET STATISTICS %s", target ? target : "-1"));
}

static void alter_options(struct change *c)
{
    const char *now = c->now->values[OPTIONS];
    const char *removed = options_removed(c->arena, c->was->values[OPTIONS], now);

    if (removed)
        say_only(c, settings, format(c->arena, "RESET (%s)", removed));
    if (now)
        say_only(c, settings, format(c->arena, "SET (%s)", now));
}

static void alter_foreign_options(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s ALTER COLUMN %s%s", c->now->parent->identity, c->now->name,
        foreign_option_changes(c->arena, c->was->values[FOREIGN_OPTIONS], c->now->values[FOREIGN_OPTIONS]));
}

static const char *probe(const struct change *c)
{
    if (!attribute_differs(c, TYPE) || c->now->values[GENERATED] || is_foreign(c->now))
        return NULL;
    return format(c->arena, "SELECT NULL::%s::%s", c->was->values[TYPE], c->now->values[TYPE]);
}

static bool holds_data(const struct object *o)
{
    return o->values[GENERATED] == NULL && !is_foreign(o);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [TYPE] = { "type", REMEDY_ALTER, .alter = alter_type, .recurses = true, .suspends = true },
    [COLLATION] = { "collation", REMEDY_ALTER, .alter = alter_collation, .recurses = true, .suspends = true },
    [NOT_NULL] = { "not_null", REMEDY_ALTER, .alter = alter_not_null, .recurses = true },
    [GENERATED] = { "generated", REMEDY_ALTER, decide_generated, alter_generated, .expression = true,
                    .recurses = true },
    [STORAGE] = { "storage", REMEDY_ALTER, .alter = alter_storage },
    [COMPRESSION] = { "compression", REMEDY_ALTER, .alter = alter_compression },
    [STATISTICS] = { "statistics", REMEDY_ALTER, .alter = alter_statistics },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
    [FOREIGN_OPTIONS] = { "foreign_options", REMEDY_ALTER, .alter = alter_foreign_options },
};

const struct kind kind_column = {
    .name = "column",
    .query = column_sql,
    .rank = 35,
    .traits = KIND_LOOKALIKE | KIND_DEPARSED | KIND_LOOKS_UP | KIND_DATA | KIND_DROPPED_LATE | KIND_ORDERED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .move = move,
    .movable = movable,
    .probe = probe,
    .rename = rename_column,
    .complete = complete,
    .inline_text = inline_text,
    .inlines = inlines,
    .holds_data = holds_data,
};
