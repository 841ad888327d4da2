/*
 * constraint: a constraint of a table. Foreign keys are never part of CREATE TABLE, so that
 * tables may refer to each other.
 */
#include "../model.h"
#include "constraint_sql.h"
#include "kinds.h"

enum { TYPE, DEFINITION, DEFERRABLE, VALIDITY, OPTIONS, TABLESPACE, N_ATTRIBUTES };

static bool is(const struct object *o, const char *type)
{
    return text_equal(o->values[TYPE], type);
}

/* The definition with what pg_get_constraintdef leaves out: index options and tablespace. */
static const char *definition(struct arena *a, const struct object *o)
{
    const char *const *v = o->values;

    return format(a, "%s%s%s%s%s%s%s", v[DEFINITION], v[OPTIONS] ? " WITH (" : "",
                  v[OPTIONS] ? v[OPTIONS] : "", v[OPTIONS] ? ")" : "",
                  is(o, "EXCLUDE") ? "" : clause(a, "USING INDEX TABLESPACE", v[TABLESPACE]),
                  v[DEFERRABLE] ? " " : "", v[DEFERRABLE] ? v[DEFERRABLE] : "");
}

static const char *inline_text(struct arena *a, const struct object *o)
{
    return format(a, "CONSTRAINT %s %s", o->name, definition(a, o));
}

/* What its index is made of: all but the word in front. NULL: it has none. */
static const char *index_of(const struct object *o)
{
    if (is(o, "CHECK") || is(o, "FOREIGN KEY"))
        return NULL;
    return o->values[DEFINITION] + (is(o, "EXCLUDE") ? 0 : strlen(o->values[TYPE]));
}

/*
 * CREATE TABLE makes one of two keys whose indexes would be the same: that which is a copy, for the first
 * that is like the origin becomes a part of it when the table is attached, else the first.
 */
static bool has_twin_before(const struct object *o)
{
    const char *index = index_of(o);
    bool before = true;

    for (size_t i = 0; index && i < o->parent->n_children; i++) {
        const struct object *one = o->parent->children[i];
        if (one == o)
            before = false;
        else if (one->kind == o->kind && (one->origin ? before || !o->origin : before && !o->origin) &&
                 text_equal(index_of(one), index) &&
                 text_equal(one->values[DEFERRABLE], o->values[DEFERRABLE]))
            return true;
    }
    return false;
}

static bool inlines(const struct object *o)
{
    return o->parent && !is(o, "FOREIGN KEY") && !o->values[VALIDITY] && !has_twin_before(o);
}

/* "UNIQUE (a)" or "PRIMARY KEY (a)" on a table in use: the index is built CONCURRENTLY and then taken over.
 */
static bool create_by_index(struct change *c)
{
    static const char *const heads[] = { "PRIMARY KEY (", "UNIQUE (", "UNIQUE NULLS NOT DISTINCT (" };
    const struct cost build = { LOCK_SHARE_UPDATE_EXCLUSIVE, HAZARD_MAY_FAIL, .standalone = true,
                                .late = true };
    const struct cost take = { .lock = LOCK_ACCESS_EXCLUSIVE, .late = true };
    const struct object *o = c->now;
    const char *text = o->values[DEFINITION], *options = o->values[OPTIONS];

    if (!c->existing || c->plain || c->remade || table_is_partitioned(o->parent))
        return false;
    for (size_t i = 0; i < countof(heads); i++) {
        if (!text_starts(text, heads[i]))
            continue;
        say(c, build, "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s%s%s%s%s%s", o->name, o->parent->name,
            text + strlen(heads[i]) - 1, i == 2 ? " NULLS NOT DISTINCT" : "", options ? " WITH (" : "",
            options ? options : "", options ? ")" : "",
            clause(c->arena, "TABLESPACE", o->values[TABLESPACE]));
        say(c, take, "ALTER %s ADD CONSTRAINT %s %s USING INDEX %s%s", o->parent->identity, o->name,
            o->values[TYPE], o->name,
            o->values[DEFERRABLE] ? format(c->arena, " %s", o->values[DEFERRABLE]) : "");
        return true;
    }
    return false;
}

static void create(struct change *c)
{
    const struct object *o = c->now;
    bool foreign = is(o, "FOREIGN KEY"), check = is(o, "CHECK"),
         partitioned = table_is_partitioned(o->parent);
    /* A foreign key of a partitioned table takes over those of its partitions, which were checked. */
    bool online = c->existing && !c->plain && ((foreign && !partitioned) || check);
    const char *add = format(c->arena, "ALTER %s%s ADD CONSTRAINT %s %s",
                             partitioned && !foreign && !check ? "TABLE ONLY " : "",
                             partitioned && !foreign && !check ? o->parent->name : o->parent->identity,
                             o->name, definition(c->arena, o));
    /* Where it takes over that of a partition, the triggers of that one go from the referenced table. */
    struct cost cost = { .lock = foreign && !(partitioned && c->existing) ? LOCK_SHARE_ROW_EXCLUSIVE
                                                                          : LOCK_ACCESS_EXCLUSIVE };

    if (create_by_index(c))
        return;
    if (o->values[VALIDITY] || online) {
        say(c, cost, "%s NOT VALID", add);
    } else {
        cost.hazards = c->existing ? HAZARD_SCAN | HAZARD_MAY_FAIL : 0;
        say(c, cost, "%s", add);
    }
    if (online && !o->values[VALIDITY])
        say(c,
            (struct cost){ LOCK_SHARE_UPDATE_EXCLUSIVE, HAZARD_MAY_FAIL, .standalone = true, .late = true },
            "ALTER %s VALIDATE CONSTRAINT %s", o->parent->identity, o->name);
}

static void drop(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s DROP CONSTRAINT %s", c->was->parent->identity, c->was->name);
}

static void rename_constraint(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s RENAME CONSTRAINT %s TO %s", c->was->parent->identity, c->was->name,
        c->now->name);
}

/* A table made with INHERITS has its copies validated, for it has no rows, and its own cannot be had
 * otherwise. */
static enum remedy decide_validity(const struct change *c)
{
    if (c->now->values[VALIDITY] && c->was->origin && c->now->origin)
        return REMEDY_NONE;
    return c->now->values[VALIDITY] ? REMEDY_REMAKE : REMEDY_ALTER;
}

static void validate(struct change *c)
{
    const struct cost cost = { LOCK_SHARE_UPDATE_EXCLUSIVE, HAZARD_MAY_FAIL, .standalone = !c->plain,
                               .late = true };

    say(c, cost, "ALTER %s VALIDATE CONSTRAINT %s", c->now->parent->identity, c->now->name);
}

/* Only foreign keys have ALTER CONSTRAINT. */
static enum remedy decide_deferrable(const struct change *c)
{
    return is(c->now, "FOREIGN KEY") ? REMEDY_ALTER : REMEDY_REMAKE;
}

static void alter_deferrable(struct change *c)
{
    const char *now = c->now->values[DEFERRABLE];

    /* That of a partition is altered with the one that it is a copy of. */
    if (c->was->origin && c->now->origin)
        return;
    say(c, COST_BRIEF, "ALTER %s ALTER CONSTRAINT %s %s", c->now->parent->identity, c->now->name,
        now ? now : "NOT DEFERRABLE");
}

/* The slot is the name of the constraint's index. */
static void alter_options(struct change *c)
{
    const struct cost cost = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };
    const char *now = c->now->values[OPTIONS],
               *removed = options_removed(c->arena, c->was->values[OPTIONS], now);

    if (removed)
        say(c, cost, "ALTER INDEX %s RESET (%s)", c->now->slot, removed);
    if (now)
        say(c, cost, "ALTER INDEX %s SET (%s)", c->now->slot, now);
}

static void alter_tablespace(struct change *c)
{
    const struct cost cost = { .lock = LOCK_ACCESS_EXCLUSIVE, .hazards = HAZARD_REWRITE };
    const char *space = c->now->values[TABLESPACE];

    say(c, cost, "ALTER INDEX %s SET TABLESPACE %s", c->now->slot, space ? space : "pg_default");
}

/*
 * In an exclusion constraint the tablespace stands in the middle of the definition. A copy that an origin
 * which is not validated made on a table in use is not validated either.
 */
static void complete(struct change *c)
{
    const struct object *o = c->now, *origin = o->copied ? o->origin : NULL;

    if (is(o, "EXCLUDE") && o->values[TABLESPACE])
        alter_tablespace(c);
    if (c->existing && origin && origin->values[VALIDITY] && !o->values[VALIDITY])
        validate(c);
}

/* While only one side of a foreign key has its new type, the two may not be comparable. */
static bool in_the_way(const struct object *o, const struct change *altered)
{
    const char *was = object_value(altered->was, "type"), *now = object_value(altered->now, "type");
    size_t size = was ? strcspn(was, "(") : 0;

    return is(o, "FOREIGN KEY") && was && now &&
           (altered->from || strncmp(was, now, size) != 0 || strcspn(now, "(") != size);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [TYPE] = { "type", REMEDY_REMAKE },
    [DEFINITION] = { "definition", REMEDY_REMAKE, .expression = true },
    [DEFERRABLE] = { "deferrable", REMEDY_ALTER, decide_deferrable, alter_deferrable },
    [VALIDITY] = { "validity", REMEDY_ALTER, decide_validity, validate, .recurses = true },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
    [TABLESPACE] = { "tablespace", REMEDY_ALTER, .alter = alter_tablespace },
};

const struct kind kind_constraint = {
    .name = "constraint",
    .query = constraint_sql,
    .rank = 50,
    .traits = KIND_TWINS | KIND_DEPARSED | KIND_LOOKS_UP | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .complete = complete,
    .rename = rename_constraint,
    .inline_text = inline_text,
    .inlines = inlines,
    .in_the_way = in_the_way,
};
