/*
 * access: see access.h.
 */
#include "access.h"

#include "json.h"
#include "kinds/kinds.h"

#define ACCESS_FORMAT "pgbale-rls/1"

/* Both models' objects of one kind, paired by identity and sorted by it. */
struct pair {
    const struct object *was, *now;
};

static const char *identity_of(const struct pair *p)
{
    return (p->now ? p->now : p->was)->identity;
}

static int by_identity(const void *a, const void *b)
{
    return strcmp(identity_of(a), identity_of(b));
}

static struct pair *pairs_of(struct arena *a, const struct model *before, const struct model *after,
                             const struct kind *kind, size_t *n)
{
    struct pair *pairs = arena_array(a, before->n_objects + after->n_objects, sizeof *pairs);

    *n = 0;
    for (size_t i = 0; i < after->n_objects; i++)
        if (after->objects[i]->kind == kind)
            pairs[(*n)++] = (struct pair){ model_find(before, kind, after->objects[i]->identity), after->objects[i] };
    for (size_t i = 0; i < before->n_objects; i++)
        if (before->objects[i]->kind == kind && !model_find(after, kind, before->objects[i]->identity))
            pairs[(*n)++] = (struct pair){ before->objects[i], NULL };
    if (*n > 1)
        qsort(pairs, *n, sizeof *pairs, by_identity);
    return pairs;
}

static bool equal(const struct object *x, const struct object *y)
{
    if (!x || !y)
        return x == y;
    for (size_t i = 0; i < x->kind->n_attributes; i++)
        if (!text_equal(x->values[i], y->values[i]))
            return false;
    return true;
}

/* ------------------------------------------------------------ tables */

static const struct object *flags_of(struct arena *a, const struct model *m, const struct object *table)
{
    return table ? model_find(m, &kind_row_security, format(a, "ROW SECURITY OF %s", table->name)) : NULL;
}

static json_t *flags_json(const struct object *flags)
{
    json_t *o = json_new_object();

    json_put_flag(o, "enabled", flags && object_value(flags, "enabled"));
    json_put_flag(o, "forced", flags && object_value(flags, "forced"));
    return o;
}

static json_t *tables_json(struct arena *a, const struct model *before, const struct model *after)
{
    json_t *list = json_new_array();
    size_t n;
    const struct pair *pairs = pairs_of(a, before, after, &kind_table, &n);

    for (size_t i = 0; i < n; i++) {
        const struct object *was = flags_of(a, before, pairs[i].was), *now = flags_of(a, after, pairs[i].now);
        if (pairs[i].was && pairs[i].now && equal(was, now))
            continue;
        json_t *o = json_new_object();
        json_put_text(o, "name", (pairs[i].now ? pairs[i].now : pairs[i].was)->name);
        if (pairs[i].was)
            json_put(o, "before", flags_json(was));
        if (pairs[i].now)
            json_put(o, "after", flags_json(now));
        json_push(list, o);
    }
    return list;
}

/* ------------------------------------------------------------ policies */

static void put_list(struct arena *a, json_t *o, const char *key, const char *list)
{
    size_t n;
    const char **items = list_split(a, list, &n);

    json_put_texts(o, key, items, n);
}

static json_t *policy_json(struct arena *a, const struct object *p)
{
    json_t *o = json_new_object();

    json_put_flag(o, "permissive", text_equal(object_value(p, "mode"), "PERMISSIVE"));
    json_put_text(o, "command", object_value(p, "command"));
    put_list(a, o, "roles", object_value(p, "roles"));
    if (object_value(p, "using"))
        json_put_text(o, "using", object_value(p, "using"));
    if (object_value(p, "check"))
        json_put_text(o, "check", object_value(p, "check"));
    return o;
}

static const char *change_of(const struct pair *p)
{
    return !p->was ? "added" : !p->now ? "dropped" : "changed";
}

static json_t *policies_json(struct arena *a, const struct model *before, const struct model *after)
{
    json_t *list = json_new_array();
    size_t n;
    const struct pair *pairs = pairs_of(a, before, after, &kind_policy, &n);

    for (size_t i = 0; i < n; i++) {
        const struct object *one = pairs[i].now ? pairs[i].now : pairs[i].was;
        if (equal(pairs[i].was, pairs[i].now))
            continue;
        json_t *o = json_new_object();
        json_put_text(o, "table", one->parent->name);
        json_put_text(o, "name", one->name);
        json_put_text(o, "change", change_of(&pairs[i]));
        if (pairs[i].was)
            json_put(o, "before", policy_json(a, pairs[i].was));
        if (pairs[i].now)
            json_put(o, "after", policy_json(a, pairs[i].now));
        json_push(list, o);
    }
    return list;
}

/* ------------------------------------------------------------ grants */

/* Privileges with those that may be passed on marked; the owner's own are not shown. */
static const char *privileges_of(struct arena *a, const struct object *grant)
{
    const char *grantable = object_value(grant, "grantable");

    return grantable ? format(a, "%s, WITH GRANT OPTION: %s", object_value(grant, "privileges"), grantable)
                     : object_value(grant, "privileges");
}

static bool is_owner(const struct pair *p)
{
    return text_equal(object_value(p->now ? p->now : p->was, "grantee"), "CURRENT_USER");
}

static json_t *grants_json(struct arena *a, const struct model *before, const struct model *after)
{
    json_t *list = json_new_array();
    size_t n;
    const struct pair *pairs = pairs_of(a, before, after, &kind_grant, &n);

    for (size_t i = 0; i < n; i++) {
        const struct object *one = pairs[i].now ? pairs[i].now : pairs[i].was;
        if (equal(pairs[i].was, pairs[i].now) || (is_owner(&pairs[i]) && !(pairs[i].was && pairs[i].now)))
            continue;
        json_t *o = json_new_object();
        json_put_text(o, "object", object_value(one, "target"));
        if (object_value(one, "column"))
            json_put_text(o, "column", object_value(one, "column"));
        json_put_text(o, "grantee", object_value(one, "grantee"));
        put_list(a, o, "before", pairs[i].was ? privileges_of(a, pairs[i].was) : NULL);
        put_list(a, o, "after", pairs[i].now ? privileges_of(a, pairs[i].now) : NULL);
        json_push(list, o);
    }
    return list;
}

struct bytes access_json(struct arena *a, const struct model *before, const struct model *after)
{
    json_t *root = json_new_object();

    json_put_text(root, "format", ACCESS_FORMAT);
    json_put(root, "tables", tables_json(a, before, after));
    json_put(root, "policies", policies_json(a, before, after));
    json_put(root, "grants", grants_json(a, before, after));
    struct bytes text = json_canonical(a, root);
    json_decref(root);
    return text;
}

/* ------------------------------------------------------------ for people */

static const char *flags_text(const struct object *flags)
{
    bool on = flags && object_value(flags, "enabled"), forced = flags && object_value(flags, "forced");

    return on ? forced ? "on, forced" : "on" : forced ? "off (forced)" : "off";
}

static void add_tables(struct arena *a, struct text *t, const struct model *before, const struct model *after)
{
    size_t n;
    const struct pair *pairs = pairs_of(a, before, after, &kind_table, &n);

    for (size_t i = 0; i < n; i++) {
        const struct object *was = flags_of(a, before, pairs[i].was), *now = flags_of(a, after, pairs[i].now);
        if (pairs[i].was && pairs[i].now && !equal(was, now))
            text_addf(t, "  ~ row security of %s: %s -> %s\n", pairs[i].now->name, flags_text(was), flags_text(now));
        else if (!pairs[i].was)
            text_addf(t, "  + row security of new table %s: %s\n", pairs[i].now->name, flags_text(now));
    }
}

static void add_policy(struct text *t, const char *mark, const struct object *p)
{
    const char *using = object_value(p, "using"), *check = object_value(p, "check");

    text_addf(t, "  %s %s: %s, %s, to %s", mark, p->identity, object_value(p, "mode"), object_value(p, "command"),
              object_value(p, "roles"));
    if (using)
        text_addf(t, ", using (%s)", using);
    if (check)
        text_addf(t, ", check (%s)", check);
    text_add(t, "\n");
}

static void add_policies(struct arena *a, struct text *t, const struct model *before, const struct model *after)
{
    size_t n;
    const struct pair *pairs = pairs_of(a, before, after, &kind_policy, &n);

    for (size_t i = 0; i < n; i++) {
        if (equal(pairs[i].was, pairs[i].now))
            continue;
        if (pairs[i].was)
            add_policy(t, "-", pairs[i].was);
        if (pairs[i].now)
            add_policy(t, "+", pairs[i].now);
    }
}

static void add_grants(struct arena *a, struct text *t, const struct model *before, const struct model *after)
{
    size_t n;
    const struct pair *pairs = pairs_of(a, before, after, &kind_grant, &n);

    for (size_t i = 0; i < n; i++) {
        const struct object *one = pairs[i].now ? pairs[i].now : pairs[i].was;
        if (equal(pairs[i].was, pairs[i].now) || (is_owner(&pairs[i]) && !(pairs[i].was && pairs[i].now)))
            continue;
        text_addf(t, "  %s %s: %s -> %s\n", !pairs[i].was ? "+" : !pairs[i].now ? "-" : "~", one->identity,
                  pairs[i].was ? privileges_of(a, pairs[i].was) : "nothing",
                  pairs[i].now ? privileges_of(a, pairs[i].now) : "nothing");
    }
}

const char *access_text(struct arena *a, const struct model *before, const struct model *after)
{
    struct text t = text_new(a);

    add_tables(a, &t, before, after);
    add_policies(a, &t, before, after);
    add_grants(a, &t, before, after);
    return t.at;
}
