/*
 * common: the little that the DDL of several kinds shares.
 */
#include "../model.h"
#include "kinds.h"

const struct cost COST_FREE = { .lock = LOCK_NONE };
const struct cost COST_BESIDE = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };
const struct cost COST_BRIEF = { .lock = LOCK_ACCESS_EXCLUSIVE };
const struct cost COST_LOSES_DATA = { .lock = LOCK_ACCESS_EXCLUSIVE, .hazards = HAZARD_DATA_LOSS };

/* A composite type has a relation of its own. */
struct cost cost_of_whole(const struct object *o)
{
    bool relation = o->address.class == CLASS_OF_RELATIONS || o->address.class == CLASS_OF_TRIGGERS ||
                    o->kind == &kind_composite;

    return relation ? COST_BRIEF : COST_FREE;
}

const char *passing_name(struct arena *a, const char *prefix, const struct object *o)
{
    uint64_t h = 14695981039346656037u;

    for (const char *c = o->identity; *c; c++)
        h = (h ^ (uint8_t)*c) * 1099511628211u;
    return format(a, "%s_%08lx", prefix, (unsigned long)(h & 0xffffffffu));
}

void make_way_by_identity(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s RENAME TO %s", c->was->identity,
        passing_name(c->arena, "pgbale_old", c->was));
}

void drop_by_identity(struct change *c)
{
    size_t size = strlen(c->was->identity) - strlen(local_name(c->was->name));

    if (c->aside)
        say(c, COST_BRIEF, "DROP %.*s%s", (int)size, c->was->identity,
            passing_name(c->arena, "pgbale_old", c->was));
    else
        say(c, COST_BRIEF, "DROP %s", c->was->identity);
}

const char *clause(struct arena *a, const char *keyword, const char *value)
{
    return value ? format(a, " %s %s", keyword, value) : "";
}

const char *definition_list(struct arena *a, const char *const *names, const char *const *values, size_t n)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < n; i++)
        if (names[i] && values[i])
            text_addf(&t, "%s%s = %s", t.size ? ", " : "", names[i], values[i]);
    return t.at;
}

const char **list_split(struct arena *a, const char *list, size_t *count)
{
    size_t room = 8, n = 0;
    const char **items = arena_array(a, room, sizeof *items);
    const char *start = list;
    char quote = 0;

    *count = 0;
    if (!list || !*list)
        return items;
    for (const char *at = list;; at++) {
        if (quote && *at == quote)
            quote = 0;
        else if (!quote && (*at == '\'' || *at == '"'))
            quote = *at;
        if (*at && (quote || *at != ','))
            continue;
        if (n == room)
            items = arena_grow(a, items, n, &room, sizeof *items);
        items[n++] = arena_copy(a, start, (size_t)(at - start));
        if (!*at)
            break;
        start = at + 1;
        while (*start == ' ')
            start++;
    }
    *count = n;
    return items;
}

static const char *key_of(struct arena *a, const char *item)
{
    return arena_copy(a, item, strcspn(item, "="));
}

const char *options_removed(struct arena *a, const char *was, const char *now)
{
    size_t n_was, n_now;
    const char **old = list_split(a, was, &n_was), **new = list_split(a, now, &n_now);
    struct text removed = text_new(a);

    for (size_t i = 0; i < n_was; i++) {
        bool kept = false;
        for (size_t k = 0; k < n_now; k++)
            kept = kept || text_equal(key_of(a, old[i]), key_of(a, new[k]));
        if (!kept) {
            text_separate(&removed, 0, ", ");
            text_add(&removed, key_of(a, old[i]));
        }
    }
    return removed.size ? removed.at : NULL;
}

const char *sequence_clauses(struct arena *a, const struct sequence_options *o)
{
    return format(a, "%s%s%s%s%s%s%s%s", clause(a, "AS", o->data_type), clause(a, "START WITH", o->start),
                  clause(a, "INCREMENT BY", o->increment), clause(a, "MINVALUE", o->minimum),
                  clause(a, "MAXVALUE", o->maximum), clause(a, "CACHE", o->cache), o->cycle ? " " : "",
                  o->cycle ? o->cycle : "");
}

static bool descends(const struct sequence_options *o)
{
    return o->increment && o->increment[0] == '-';
}

static const char *first_value(const struct sequence_options *o)
{
    if (o->start)
        return o->start;
    if (descends(o))
        return o->maximum ? o->maximum : "-1";
    return o->minimum ? o->minimum : "1";
}

static void say_bound(struct text *t, const char *prefix, const char *keyword, const char *value)
{
    if (value)
        text_addf(t, " %s%s %s", prefix, keyword, value);
    else
        text_addf(t, " %sNO %s", prefix, keyword);
}

/* What is left out keeps its value, also where the default would now be another one: so it is said. */
const char *sequence_changes(struct arena *a, const struct sequence_options *was,
                             const struct sequence_options *now, const char *prefix)
{
    struct text t = text_new(a);
    bool again = !text_equal(was->data_type, now->data_type) || descends(was) != descends(now);

    if (!text_equal(was->data_type, now->data_type))
        text_addf(&t, " %sAS %s", prefix, now->data_type ? now->data_type : "bigint");
    if (!text_equal(was->increment, now->increment))
        text_addf(&t, " %sINCREMENT BY %s", prefix, now->increment ? now->increment : "1");
    if (again || !text_equal(was->minimum, now->minimum))
        say_bound(&t, prefix, "MINVALUE", now->minimum);
    if (again || !text_equal(was->maximum, now->maximum))
        say_bound(&t, prefix, "MAXVALUE", now->maximum);
    if (!text_equal(first_value(was), first_value(now)))
        text_addf(&t, " %sSTART WITH %s", prefix, first_value(now));
    if (!text_equal(was->cache, now->cache))
        text_addf(&t, " %sCACHE %s", prefix, now->cache ? now->cache : "1");
    if (!text_equal(was->cycle, now->cycle))
        text_addf(&t, " %s%s", prefix, now->cycle ? "CYCLE" : "NO CYCLE");
    return t.at;
}

void sequence_lift(struct change *c, const char *sequence, const struct sequence_options *was,
                   const struct sequence_options *now)
{
    long long before = was->minimum ? strtoll(was->minimum, NULL, 10) : 1;
    long long after = now->minimum ? strtoll(now->minimum, NULL, 10) : 1;

    if (descends(was) || descends(now) || after <= before ||
        (was->maximum && strtoll(was->maximum, NULL, 10) < after))
        return;
    say(c, COST_FREE,
        "SELECT pg_catalog.setval(s.tableoid::pg_catalog.regclass, %lld, false)\n"
        "  FROM %s s WHERE s.last_value < %lld",
        after, sequence, after);
}

void sequence_follow(struct change *c, const char *sequence, const char *increment,
                     const struct object *column)
{
    bool down = increment && increment[0] == '-';

    /* tableoid names the sequence without writing its name into a literal. */
    say(c, COST_FREE,
        "SELECT pg_catalog.setval(s.tableoid::pg_catalog.regclass, t.last, true)\n"
        "  FROM %s s, (SELECT %s(%s)::bigint AS last FROM %s) t\n"
        " WHERE t.last %s s.last_value",
        sequence, down ? "min" : "max", column->name, column->parent->name, down ? "<=" : ">=");
}

const char *sequence_passing(struct arena *a, const struct object *o)
{
    const char *name = o->kind == &kind_identity ? object_value(o, "sequence") : o->name;

    return format(a, "%.*s%s", (int)(strlen(name) - strlen(local_name(name))), name,
                  passing_name(a, "pgbale_old", o));
}

void sequence_go_on(struct change *c, const char *sequence, const char *increment)
{
    bool down = increment && increment[0] == '-';

    say(c, COST_FREE,
        "SELECT pg_catalog.setval(s.tableoid::pg_catalog.regclass, o.last_value, o.is_called)\n"
        "  FROM %s s, %s o, pg_catalog.pg_sequence q\n"
        " WHERE q.seqrelid = s.tableoid AND o.last_value BETWEEN q.seqmin AND q.seqmax AND o.last_value %s "
        "s.last_value",
        sequence, sequence_passing(c->arena, c->from), down ? "<=" : ">=");
}

const char *local_name(const char *qualified)
{
    const char *at = qualified;
    bool quoted = false;

    for (; *at && (quoted || *at != '.'); at++)
        quoted = quoted != (*at == '"');
    return *at ? at + 1 : qualified;
}

const char *table_parts(struct arena *a, const struct object *o, const char **parents)
{
    struct text inside = text_new(a), above = text_new(a);

    for (size_t i = 0; i < o->n_parts; i++) {
        const char *text = o->parts[i]->kind->inline_text(a, o->parts[i]);
        if (o->parts[i]->kind == &kind_inheritance)
            text_addf(&above, "%s%s", above.size ? ", " : "", text);
        else
            text_addf(&inside, "%s\n    %s", inside.size ? "," : "", text);
    }
    *parents = above.size ? format(a, " INHERITS (%s)", above.at) : "";
    return inside.at;
}
