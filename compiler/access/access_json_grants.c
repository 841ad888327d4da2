/*
 * access_json_grants: grants, default privileges, helper functions and roles in rls.json.
 */
#include "access_changed.h"
#include "access_json_inner.h"

/* ------------------------------------------------------------ grants */

/* Privileges of one grantee on an object or column of it, 0 when there is no grant. */
static const struct access_grant *grant_to(const struct access_grants *grants, size_t role, int column)
{
    for (size_t i = 0; grants && i < grants->n; i++)
        if (grants->at[i].grantee == role && grants->at[i].column == column)
            return &grants->at[i];
    return NULL;
}

/* "SELECT, INSERT WITH GRANT OPTION" as a list. */
static json_t *privileges_json(struct arena *a, const struct access_grant *g, unsigned complete)
{
    json_t *list = json_new_array();

    if (g && g->privileges == complete && !g->grantable) {
        json_push(list, json_string("ALL"));
        return list;
    }
    for (unsigned bit = 0; g && bit < 32; bit++)
        if (g->privileges & 1u << bit)
            json_push(list, json_string(format(a, "%s%s", access_privileges_text(a, 1u << bit),
                                               g->grantable & 1u << bit ? " WITH GRANT OPTION" : "")));
    return list;
}

/* One object that can be granted on, on both sides. */
struct grantable {
    const char *title; /* "TABLE public.t" */
    const struct access_grants *was, *now;
    const struct access_relation *old, *new; /* whose columns they are, or NULL */
    unsigned complete;
};

struct granting {
    struct arena *arena;
    const struct access_pairs *pairs;
    json_t *list;
};

static void push_grant(const struct granting *g, const struct grantable *o, const char *column,
                       const char *role, const struct access_grant *was, const struct access_grant *now)
{
    if (!was && !now)
        return;
    if (was && now && was->privileges == now->privileges && was->grantable == now->grantable)
        return;
    json_t *one = json_new_object();
    json_put_text(one, "object", o->title);
    if (column)
        json_put_text(one, "column", column);
    json_put_text(one, "grantee", role);
    json_put(one, "before", privileges_json(g->arena, was, column ? 0 : o->complete));
    json_put(one, "after", privileges_json(g->arena, now, column ? 0 : o->complete));
    json_push(g->list, one);
}

static void push_columns(const struct granting *g, const struct grantable *o, size_t was, size_t now,
                         const char *role)
{
    for (size_t i = 0; o->new &&i < o->new->n_columns; i++) {
        const struct access_column *column = &o->new->columns[i], *old = NULL;
        for (size_t k = 0; o->old && k < o->old->n_columns; k++)
            if (access_column_pair(g->pairs, o->old, &o->old->columns[k], o->new) == column)
                old = &o->old->columns[k];
        push_grant(g, o, column->name, role,
                   old && was != NO_ROLE ? grant_to(o->was, was, old->number) : NULL,
                   now != NO_ROLE ? grant_to(o->now, now, column->number) : NULL);
    }
}

/* The owner's own privileges are of interest only where something was taken from them. */
static void push_object(const struct granting *g, const struct grantable *o)
{
    const struct access_state *was = g->pairs->was, *now = g->pairs->now;

    for (size_t i = 0; i < now->n_roles + was->n_roles; i++) {
        size_t role = i < now->n_roles ? i : NO_ROLE;
        size_t old = role == NO_ROLE ? i - now->n_roles : g->pairs->old_roles[role];
        if ((role == NO_ROLE && g->pairs->roles[old] != NO_ROLE) ||
            (role == ROLE_OWNER && !(o->was && o->now)))
            continue;
        const char *name = role == NO_ROLE ? was->roles[old].name : now->roles[role].name;
        push_grant(g, o, NULL, name, old == NO_ROLE ? NULL : grant_to(o->was, old, 0),
                   role == NO_ROLE ? NULL : grant_to(o->now, role, 0));
        push_columns(g, o, old, role, name);
    }
}

static int by_title(const void *a, const void *b)
{
    const struct grantable *x = a, *y = b;

    return strcmp(x->title, y->title);
}

static size_t add_relations(struct arena *a, const struct access_pairs *p, struct grantable *list, size_t n)
{
    const unsigned all = PRIVILEGE_SELECT | PRIVILEGE_INSERT | PRIVILEGE_UPDATE | PRIVILEGE_DELETE |
                         PRIVILEGE_TRUNCATE | PRIVILEGE_REFERENCES | PRIVILEGE_TRIGGER;

    for (size_t i = 0; i < p->now->n_relations; i++) {
        const struct access_relation *now = &p->now->relations[i], *was = p->old_relations[i];
        list[n++] = (struct grantable){
            format(a, "TABLE %s", now->name), was ? &was->grants : NULL, &now->grants, was, now, all
        };
    }
    for (size_t i = 0; i < p->was->n_relations; i++) {
        const struct access_relation *was = &p->was->relations[i];
        if (!p->relations[i])
            list[n++] =
                (struct grantable){ format(a, "TABLE %s", was->name), &was->grants, NULL, was, NULL, all };
    }
    return n;
}

static size_t add_functions(struct arena *a, const struct access_pairs *p, struct grantable *list, size_t n)
{
    for (size_t i = 0; i < p->now->n_functions; i++) {
        const struct access_function *now = &p->now->functions[i], *was = p->old_functions[i];
        list[n++] = (struct grantable){ .title = format(a, "FUNCTION %s", now->name),
                                        .was = was ? &was->grants : NULL,
                                        .now = &now->grants };
    }
    for (size_t i = 0; i < p->was->n_functions; i++)
        if (!p->functions[i])
            list[n++] = (struct grantable){ .title = format(a, "FUNCTION %s", p->was->functions[i].name),
                                            .was = &p->was->functions[i].grants };
    return n;
}

static const struct access_schema *schema_named(const struct access_state *s, const char *name)
{
    for (size_t i = 0; i < s->n_schemas; i++)
        if (strcmp(s->schemas[i].name, name) == 0)
            return &s->schemas[i];
    return NULL;
}

static size_t add_schemas(struct arena *a, const struct access_pairs *p, struct grantable *list, size_t n)
{
    for (size_t i = 0; i < p->now->n_schemas; i++) {
        const struct access_schema *now = &p->now->schemas[i], *was = schema_named(p->was, now->name);
        list[n++] = (struct grantable){ .title = format(a, "SCHEMA %s", now->name),
                                        .was = was ? &was->grants : NULL,
                                        .now = &now->grants };
    }
    for (size_t i = 0; i < p->was->n_schemas; i++)
        if (!schema_named(p->now, p->was->schemas[i].name))
            list[n++] = (struct grantable){ .title = format(a, "SCHEMA %s", p->was->schemas[i].name),
                                            .was = &p->was->schemas[i].grants };
    return n;
}

json_t *access_grants_json(struct arena *a, const struct access_pairs *p)
{
    struct granting g = { a, p, json_new_array() };
    size_t most = p->was->n_relations + p->now->n_relations + p->was->n_functions + p->now->n_functions +
                  p->was->n_schemas + p->now->n_schemas;
    struct grantable *list = arena_array(a, most, sizeof *list);
    size_t n = add_schemas(a, p, list, add_functions(a, p, list, add_relations(a, p, list, 0)));

    if (n > 1)
        qsort(list, n, sizeof *list, by_title);
    for (size_t i = 0; i < n; i++)
        push_object(&g, &list[i]);
    return g.list;
}

/* ------------------------------------------------------------ default privileges */

static const char *objects_of(char type)
{
    return type == 'r'   ? "tables"
           : type == 'S' ? "sequences"
           : type == 'f' ? "functions"
           : type == 'T' ? "types"
                         : "schemas";
}

static const struct access_default *default_like(const struct access_state *s, const struct access_default *d)
{
    for (size_t i = 0; i < s->n_defaults; i++)
        if (s->defaults[i].type == d->type && text_equal(s->defaults[i].role, d->role) &&
            text_equal(s->defaults[i].schema, d->schema) && text_equal(s->defaults[i].grantee, d->grantee))
            return &s->defaults[i];
    return NULL;
}

static void push_default(json_t *list, const struct access_default *was, const struct access_default *now)
{
    const struct access_default *one = now ? now : was;

    if (was && now && text_equal(was->privileges, now->privileges))
        return;
    json_t *o = json_new_object();
    json_put_text(o, "role", one->role);
    if (one->schema)
        json_put_text(o, "schema", one->schema);
    json_put_text(o, "objects", objects_of(one->type));
    json_put_text(o, "grantee", one->grantee);
    if (was)
        json_put_text(o, "before", was->privileges);
    if (now)
        json_put_text(o, "after", now->privileges);
    json_push(list, o);
}

json_t *access_defaults_json(struct arena *a, const struct access_pairs *p)
{
    json_t *list = json_new_array();

    (void)a;
    for (size_t i = 0; i < p->now->n_defaults; i++)
        push_default(list, default_like(p->was, &p->now->defaults[i]), &p->now->defaults[i]);
    for (size_t i = 0; i < p->was->n_defaults; i++)
        if (!default_like(p->now, &p->was->defaults[i]))
            push_default(list, &p->was->defaults[i], NULL);
    return list;
}
