/*
 * grant: what one role may do with one object or column. Revocations name what goes and no
 * more, because revoking from a table also takes the same privilege from its columns; those that keep it get
 * it back at once.
 */
#include "grant_sql.h"
#include "kinds.h"

enum { TARGET, COLUMN, GRANTEE, PRIVILEGES, GRANTABLE, N_ATTRIBUTES };

static bool holds(const char **items, size_t n, const char *item)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(items[i], item) || text_equal(items[i], "ALL"))
            return true;
    return false;
}

/* The privileges of `list` that `other` holds, or lacks, each with the column's name; NULL when none. */
static const char *sift(struct change *c, const struct object *o, const char *list, const char *other,
                        bool held)
{
    size_t n_list, n_other;
    const char **items = list_split(c->arena, list, &n_list),
               **others = list_split(c->arena, other, &n_other);
    struct text t = text_new(c->arena);

    for (size_t i = 0; i < n_list; i++) {
        if (holds(others, n_other, items[i]) != held)
            continue;
        text_separate(&t, 0, ", ");
        text_add(&t, items[i]);
        if (o->values[COLUMN])
            text_addf(&t, " (%s)", o->values[COLUMN]);
    }
    return t.size ? t.at : NULL;
}

static const char *difference(struct change *c, const struct object *o, const char *list, const char *other)
{
    return sift(c, o, list, other, false);
}

/* Who owns the object is named when that is part of the state. */
static const char *grantee(const struct object *o)
{
    return text_equal(o->values[GRANTEE], "CURRENT_USER") ? owner_of(o->parent) : o->values[GRANTEE];
}

static void say_grant(struct change *c, const struct object *o, const char *privileges, const char *option)
{
    if (privileges)
        say(c, COST_FREE, "GRANT %s ON %s TO %s%s", privileges, o->values[TARGET], grantee(o), option);
}

static void say_revoke(struct change *c, const struct object *o, const char *option, const char *privileges)
{
    if (privileges)
        say(c, COST_FREE, "REVOKE %s%s ON %s FROM %s", option, privileges, o->values[TARGET], grantee(o));
}

/* Gives back to the columns below `place` what `of`, a grant on their table, has just taken from them. */
static void restore_columns(struct change *c, const struct object *of, const struct object *place,
                            const char *gone, const char *no_option)
{
    for (size_t i = 0; i < place->n_children; i++) {
        const struct object *o = place->children[i];
        if (o->kind == &kind_column)
            restore_columns(c, of, o, gone, no_option);
        if (o->kind != of->kind || !o->values[COLUMN] || !text_equal(o->values[GRANTEE], of->values[GRANTEE]))
            continue;
        say_grant(c, o, sift(c, o, o->values[PRIVILEGES], gone, true), "");
        say_grant(c, o, sift(c, o, o->values[GRANTABLE], gone ? gone : no_option, true),
                  " WITH GRANT OPTION");
    }
}

static void change_privileges(struct change *c)
{
    const struct object *o = c->now ? c->now : c->was;
    const char *was = c->was ? c->was->values[PRIVILEGES] : NULL,
               *now = c->now ? c->now->values[PRIVILEGES] : NULL;
    const char *was_option = c->was ? c->was->values[GRANTABLE] : NULL;
    const char *now_option = c->now ? c->now->values[GRANTABLE] : NULL;

    const char *gone = difference(c, o, was, now);
    if (gone && text_starts(gone, "ALL"))
        was = was_option = NULL;
    say_revoke(c, o, "", gone);
    const char *no_option = now ? difference(c, o, was_option, now_option) : NULL;
    say_revoke(c, o, "GRANT OPTION FOR ", no_option);
    if (no_option && text_starts(no_option, "ALL"))
        was_option = NULL;
    if (c->home && !o->values[COLUMN] && (gone || no_option))
        restore_columns(c, o, c->home, gone, no_option);
    say_grant(c, o, difference(c, o, difference(c, o, now, was) ? now : NULL, now_option), "");
    say_grant(c, o, difference(c, o, now_option, was_option), " WITH GRANT OPTION");
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [TARGET] = { "target", REMEDY_REMAKE },
    [COLUMN] = { "column", REMEDY_REMAKE },
    [GRANTEE] = { "grantee", REMEDY_REMAKE },
    [PRIVILEGES] = { "privileges", REMEDY_ALTER, .alter = change_privileges },
    [GRANTABLE] = { "grantable", REMEDY_ALTER, .alter = change_privileges },
};

const struct kind kind_grant = {
    .name = "grant",
    .query = grant_sql,
    .rank = 90,
    .traits = KIND_ACCESS | KIND_SATELLITE,
    KIND_ATTRIBUTES(attributes),
    .create = change_privileges,
    .drop = change_privileges,
};
