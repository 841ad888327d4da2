/*
 * births: see births.h. The objects made here have the shape that kinds/grant.sql gives.
 */
#include "births.h"

#include "kinds/kinds.h"

static struct object *grant_object(struct arena *a, const struct birth_grant *b, const char *target)
{
    struct object *o = arena_alloc(a, sizeof *o);
    size_t n = kind_grant.n_attributes;

    o->kind = &kind_grant;
    o->name = b->grantee;
    o->identity = format(a, "GRANT ON %s TO %s", target, b->grantee);
    o->values = arena_array(a, n, sizeof *o->values);
    for (size_t i = 0; i < n; i++) {
        const char *column = kind_grant.attributes[i].column;
        o->values[i] = strcmp(column, "target") == 0       ? target
                       : strcmp(column, "grantee") == 0    ? b->grantee
                       : strcmp(column, "privileges") == 0 ? b->privileges
                       : strcmp(column, "grantable") == 0  ? b->grantable
                                                           : NULL;
    }
    return o;
}

struct object **births_of(struct arena *a, const struct model *m, const struct object *o, size_t *count)
{
    struct object **list = arena_array(a, m->n_births + 1, sizeof *list);
    const char *schema = NULL;

    *count = 0;
    if (!o->kind->grant_type)
        return list;
    const struct object *top = object_top(o);
    if (top != o && model_find(m, top->kind, top->identity))
        schema = top->name;
    const char *target = o->kind->grant_target(a, o);
    for (size_t i = 0; i < m->n_births; i++)
        if (m->births[i].type == o->kind->grant_type && text_equal(m->births[i].schema, schema))
            list[(*count)++] = grant_object(a, &m->births[i], target);
    return list;
}
