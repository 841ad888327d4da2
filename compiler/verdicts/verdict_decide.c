/*
 * verdict_decide: decisions about columns, constraints, indexes, types and views that need both models.
 */
#include "verdict_inner.h"

#include "kinds/kinds.h"

static void say_all(struct verdict_opinion *o, enum verdict readers, enum verdict writers,
                    enum verdict callers, const char *why)
{
    o->judged[AUDIENCE_READERS] = readers;
    o->judged[AUDIENCE_WRITERS] = writers;
    o->judged[AUDIENCE_CALLERS] = callers;
    if (why)
        o->why = why;
}

static void writers(struct verdict_opinion *o, enum verdict v, const char *why)
{
    say_all(o, VERDICT_COMPATIBLE, v, VERDICT_COMPATIBLE, why);
}

static const struct object *child(const struct object *o, const char *kind)
{
    for (size_t i = 0; o && i < o->n_children; i++)
        if (verdict_is(o->children[i], kind))
            return o->children[i];
    return NULL;
}

/* The domain that a column's type names; NULL: it is none of ours. */
static const struct object *domain_of(const struct model *m, const struct object *column)
{
    const char *type = object_value(column, "type");

    for (size_t i = 0; i < column->n_needs; i++)
        if (verdict_is(column->needs[i], "domain"))
            return column->needs[i];
    for (size_t i = 0; i < m->n_objects; i++)
        if (verdict_is(m->objects[i], "domain") && text_equal(m->objects[i]->name, type))
            return m->objects[i];
    return NULL;
}

/* The server puts a value in when a statement leaves the column out. */
static bool is_filled(const struct model *m, const struct object *column)
{
    const struct object *domain = domain_of(m, column);

    return child(column, "default") || child(column, "identity") || object_value(column, "generated") ||
           (domain && object_value(domain, "default"));
}

static bool refuses_null(const struct model *m, const struct object *column)
{
    const struct object *domain = domain_of(m, column);

    return object_value(column, "not_null") || (domain && object_value(domain, "not_null"));
}

void decide_new_column(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (refuses_null(c->after, c->now) && !is_filled(c->after, c->now))
        writers(o, VERDICT_BREAKING, "it must be given and has no default: inserts that do not know it fail");
    else if (domain_of(c->after, c->now) && child(domain_of(c->after, c->now), "domain constraint") &&
             !is_filled(c->after, c->now))
        writers(o, VERDICT_UNKNOWN, "inserts that do not know it store NULL, which its domain may refuse");
}

/* A new table brings no rows along; one that was there does. */
void decide_new_part(const struct verdict_change *c, struct verdict_opinion *o)
{
    const struct object *table = c->now->parent;

    if (!table || !model_find(c->before, table->kind, table->identity))
        return;
    o->judged[AUDIENCE_READERS] = o->judged[AUDIENCE_WRITERS] = VERDICT_UNKNOWN;
    o->why = "its rows are among those of the whole table now";
}

void decide_ownership(const struct verdict_change *c, struct verdict_opinion *o)
{
    const struct object *owned = (c->now ? c->now : c->was)->parent;

    if (!owned || !model_find(c->before, owned->kind, owned->identity) ||
        !model_find(c->after, owned->kind, owned->identity))
        return;
    for (size_t i = 0; i < AUDIENCES; i++)
        o->judged[i] = VERDICT_UNKNOWN;
}

void decide_type(const struct verdict_change *c, struct verdict_opinion *o)
{
    enum verdict readers, writes;
    const char *why;

    verdict_types(c->arena, c->old, c->new, &readers, &writes, &why);
    say_all(o, readers, writes, VERDICT_COMPATIBLE,
            format(c->arena, "%s becomes %s: %s", c->old, c->new, why));
}

void decide_not_null(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (c->new)
        writers(o, VERDICT_BREAKING, "writes that leave it NULL are refused");
    else
        say_all(o, VERDICT_UNKNOWN, VERDICT_COMPATIBLE, VERDICT_COMPATIBLE, "readers may meet NULL");
}

void decide_generated(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (!c->old)
        say_all(o, VERDICT_UNKNOWN, VERDICT_BREAKING, VERDICT_COMPATIBLE,
                "it is computed: writes that give a value fail");
    else if (!c->new)
        say_all(o, VERDICT_UNKNOWN, VERDICT_UNKNOWN, VERDICT_COMPATIBLE, "it is not computed any more");
    else
        say_all(o, VERDICT_UNKNOWN, VERDICT_COMPATIBLE, VERDICT_COMPATIBLE, "it is computed otherwise");
}

/* The column of a default or identity, on the other side; views have no column objects. */
static const struct object *column_after(const struct verdict_change *c)
{
    const struct object *column = c->was->parent;

    return verdict_is(column, "column") ? model_find(c->after, column->kind, column->identity) : NULL;
}

void decide_default_gone(const struct verdict_change *c, struct verdict_opinion *o)
{
    const struct object *column = column_after(c);

    if (column && is_filled(c->after, column))
        writers(o, VERDICT_COMPATIBLE, NULL);
    else if (column && refuses_null(c->after, column))
        writers(o, VERDICT_BREAKING, "it must be given now: inserts that leave it out fail");
    else
        writers(o, VERDICT_UNKNOWN, "inserts that leave it out store NULL");
}

void decide_identity_gone(const struct verdict_change *c, struct verdict_opinion *o)
{
    decide_default_gone(c, o);
}

void decide_generation(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (text_equal(object_value(c->now, "generation"), "ALWAYS"))
        writers(o, VERDICT_BREAKING, "writes that give a value of their own fail");
}

/* ------------------------------------------------------------ constraints and indexes */

/* Its columns, as far as they are modelled: all of them new, so that no old statement sets one. */
static bool only_new_columns(const struct verdict_change *c, const struct object *o, bool *filled)
{
    size_t n = 0;

    *filled = false;
    for (size_t i = 0; i < o->n_needs; i++) {
        const struct object *need = o->needs[i];
        if (!verdict_is(need, "column") || need->parent != o->parent)
            continue;
        if (model_find(c->before, need->kind, need->identity))
            return false;
        *filled =
            *filled || child(need, "default") || child(need, "identity") || object_value(need, "generated");
        n++;
    }
    return n > 0;
}

/* "UNIQUE (a, b)", "btree (a, b)" without predicate or expression: the same set of columns for ON CONFLICT.
 */
static const char *columns_of(struct arena *a, const struct object *o)
{
    const char *text = object_value(o, "definition"), *open = text ? strchr(text, '(') : NULL;

    if (!open)
        return NULL;
    const char *close = open;
    for (int depth = 0; *close; close++) {
        depth += *close == '(';
        depth -= *close == ')';
        if (!depth)
            break;
    }
    if (!*close || close[1])
        return NULL;
    return arena_copy(a, open, (size_t)(close - open) + 1);
}

static bool is_arbiter(const struct object *o)
{
    const char *definition = object_value(o, "definition");

    if (verdict_is(o, "index"))
        return object_value(o, "uniqueness") && !object_value(o, "validity");
    return verdict_is(o, "constraint") && definition && !object_value(o, "deferrable") &&
           (text_starts(definition, "PRIMARY KEY") || text_starts(definition, "UNIQUE"));
}

/* Another unique index or constraint of the table, in this model, on the same columns. */
static bool has_arbiter(struct arena *a, const struct model *m, const struct object *like)
{
    const struct object *table = model_find(m, like->parent->kind, like->parent->identity);
    const char *columns = columns_of(a, like);

    for (size_t i = 0; columns && table && i < table->n_children; i++)
        if (is_arbiter(table->children[i]) && text_equal(columns_of(a, table->children[i]), columns))
            return true;
    return false;
}

static const struct object *same_definition(const struct model *m, const struct object *like)
{
    const struct object *table = model_find(m, like->parent->kind, like->parent->identity);

    for (size_t i = 0; table && i < table->n_children; i++)
        if (table->children[i]->kind == like->kind &&
            text_equal(object_value(table->children[i], "definition"), object_value(like, "definition")) &&
            text_equal(object_value(table->children[i], "deferrable"), object_value(like, "deferrable")))
            return table->children[i];
    return NULL;
}

static const char by_name[] =
    "it has another name, which statements with ON CONFLICT ON CONSTRAINT and readers of error messages use";

void decide_new_constraint(const struct verdict_change *c, struct verdict_opinion *o)
{
    const char *definition = object_value(c->now, "definition");
    bool filled, fresh = only_new_columns(c, c->now, &filled);

    if (same_definition(c->before, c->now) ||
        (is_arbiter(c->now) && has_arbiter(c->arena, c->before, c->now)))
        writers(o, VERDICT_COMPATIBLE, NULL);
    else if (fresh && !filled && !text_starts(definition, "CHECK") && !text_starts(definition, "PRIMARY"))
        writers(o, VERDICT_COMPATIBLE, NULL);
    else if (fresh)
        writers(o, VERDICT_UNKNOWN, "inserts that do not know the new column may be refused");
}

void decide_constraint_gone(const struct verdict_change *c, struct verdict_opinion *o)
{
    const char *definition = object_value(c->was, "definition");

    if (same_definition(c->after, c->was))
        writers(o, VERDICT_UNKNOWN, by_name);
    else if (is_arbiter(c->was) && has_arbiter(c->arena, c->after, c->was))
        writers(o, VERDICT_UNKNOWN, by_name);
    else if (text_starts(definition, "UNIQUE") || text_starts(definition, "PRIMARY KEY") ||
             text_starts(definition, "EXCLUDE"))
        writers(o, VERDICT_BREAKING,
                "ON CONFLICT finds no matching constraint any more, and duplicates are accepted");
    else if (text_starts(definition, "FOREIGN KEY"))
        say_all(o, VERDICT_UNKNOWN, VERDICT_UNKNOWN, VERDICT_COMPATIBLE,
                "an API that joins along foreign keys finds none, and nothing cascades");
}

void decide_constraint(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (text_starts(c->old, "FOREIGN KEY"))
        o->why = "what it refers to, or what deleting does, is another";
    else if (!text_starts(c->old, "CHECK"))
        o->why = "ON CONFLICT may find no matching constraint, and other rows are refused";
}

void decide_deferrable(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (!is_arbiter(c->was))
        writers(o, c->new ? VERDICT_UNKNOWN : VERDICT_COMPATIBLE, "errors come at another time");
}

void decide_new_index(const struct verdict_change *c, struct verdict_opinion *o)
{
    bool filled, fresh = only_new_columns(c, c->now, &filled);

    if (!object_value(c->now, "uniqueness") || has_arbiter(c->arena, c->before, c->now) ||
        same_definition(c->before, c->now) || (fresh && !filled))
        return;
    writers(o, fresh ? VERDICT_UNKNOWN : VERDICT_BREAKING,
            "writes of a value that is there already are refused");
}

void decide_index_gone(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (is_arbiter(c->was) && !has_arbiter(c->arena, c->after, c->was) && !same_definition(c->after, c->was))
        writers(o, VERDICT_BREAKING,
                "ON CONFLICT finds no matching unique index any more, and duplicates are accepted");
}

void decide_index(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (object_value(c->was, "uniqueness") || object_value(c->now, "uniqueness"))
        writers(o, VERDICT_BREAKING,
                "what counts as a duplicate is another, and ON CONFLICT may find no matching index");
}

/* ------------------------------------------------------------ views and types */

/* Old columns, each with its type, all first and in order: what is appended disturbs nobody who names
 * columns. */
void decide_view_columns(const struct verdict_change *c, struct verdict_opinion *o)
{
    size_t size = c->old ? strlen(c->old) : 0;

    if (c->old && c->new &&strncmp(c->old, c->new, size) == 0 && text_starts(c->new + size, ", "))
        say_all(o, VERDICT_COMPATIBLE, VERDICT_COMPATIBLE, VERDICT_COMPATIBLE, NULL);
    else
        o->why = format(c->arena, "its columns were (%s) and are (%s)", c->old ? c->old : "",
                        c->new ? c->new : "");
}

void decide_view_options(const struct verdict_change *c, struct verdict_opinion *o)
{
    bool invoker = c->new &&strstr(c->new, "security_invoker=true") &&
                   !(c->old && strstr(c->old, "security_invoker=true"));
    bool on =
        c->new &&strstr(c->new, "security_invoker=on") && !(c->old && strstr(c->old, "security_invoker=on"));
    bool check = c->new &&strstr(c->new, "check_option") && !(c->old && strstr(c->old, "check_option"));

    if (invoker || on)
        say_all(o, VERDICT_BREAKING, VERDICT_BREAKING, VERDICT_COMPATIBLE,
                "it reads with the rights of who asks: rows disappear or access is refused");
    else if (check)
        writers(o, VERDICT_BREAKING, "writes of rows that it would not show are refused");
    else
        say_all(o, VERDICT_COMPATIBLE, VERDICT_COMPATIBLE, VERDICT_COMPATIBLE, NULL);
}

static bool holds(const char **list, size_t n, const char *one)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(list[i], one))
            return true;
    return false;
}

void decide_labels(const struct verdict_change *c, struct verdict_opinion *o)
{
    size_t n_was = 0, n_now = 0;
    const char **was = c->old ? list_split(c->arena, c->old, &n_was) : NULL;
    const char **now = c->new ? list_split(c->arena, c->new, &n_now) : NULL;

    for (size_t i = 0; i < n_was; i++)
        if (!holds(now, n_now, was[i])) {
            say_all(o, VERDICT_BREAKING, VERDICT_BREAKING, VERDICT_BREAKING,
                    format(c->arena, "%s is no value of it any more", was[i]));
            return;
        }
    say_all(o, VERDICT_UNKNOWN, VERDICT_COMPATIBLE, VERDICT_COMPATIBLE,
            n_now > n_was ? "readers may meet a value that they do not know"
                          : "its values sort in another order");
}

void decide_domain_base(const struct verdict_change *c, struct verdict_opinion *o)
{
    decide_type(c, o);
    o->judged[AUDIENCE_CALLERS] = o->judged[AUDIENCE_WRITERS];
}

void decide_domain_not_null(const struct verdict_change *c, struct verdict_opinion *o)
{
    decide_not_null(c, o);
    o->judged[AUDIENCE_CALLERS] = o->judged[AUDIENCE_WRITERS];
}
