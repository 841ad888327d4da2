/*
 * verdict_scope: what a client's roles can reach in a model.
 */
#include "verdict_inner.h"

#include "verdict_scope_sql.h"

enum { VIEWS_DEEP = 16 };

static bool read_role(struct arena *a, PGconn *db, const char *name, struct verdict_role *out, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!pg_rows(db, verdict_scope_sql, 1, &name, FAIL_FAILED, &rows, f))
        return false;
    int n = PQntuples(rows);
    const char **grantees = arena_array(a, (size_t)n + 2, sizeof *grantees);
    *out = (struct verdict_role){ .name = name, .grantees = grantees, .all = n == 0 };
    grantees[out->n++] = "PUBLIC";
    for (int i = 0; i < n; i++) {
        out->all = out->all || *PQgetvalue(rows, i, 1) == 't';
        grantees[out->n++] =
            *PQgetvalue(rows, i, 2) == 't' ? "CURRENT_USER" : arena_text(a, PQgetvalue(rows, i, 0));
    }
    return true;
}

bool verdict_scope(struct arena *a, PGconn *db, const struct project_client *client,
                   struct verdict_scope *out, struct fail *f)
{
    struct verdict_role *roles = arena_array(a, client->roles.count + 1, sizeof *roles);
    const char **schemas = arena_array(a, client->schemas.count, sizeof *schemas);

    for (size_t i = 0; i < client->schemas.count; i++) {
        owned(pg_clear) PGresult *rows = NULL;
        if (!pg_rows(db, "select quote_ident($1)", 1, &client->schemas.at[i], FAIL_FAILED, &rows, f))
            return false;
        schemas[i] = arena_text(a, PQgetvalue(rows, 0, 0));
    }
    for (size_t i = 0; i < client->roles.count; i++)
        if (!read_role(a, db, client->roles.at[i], &roles[i], f))
            return false;
    if (!client->roles.count)
        roles[0] = (struct verdict_role){ .name = "any role", .all = true };
    *out = (struct verdict_scope){ client->name, schemas, client->schemas.count, roles,
                                   client->roles.count ? client->roles.count : 1 };
    return true;
}

/* ------------------------------------------------------------ rights */

bool verdict_is(const struct object *o, const char *kind)
{
    return o && text_equal(o->kind->name, kind);
}

bool verdict_is_relation(const struct object *o)
{
    return o && o->kind->grant_type == 'r';
}

const struct object *verdict_relation(const struct object *o)
{
    while (o && !verdict_is_relation(o))
        o = o->parent;
    return o;
}

bool verdict_role_has(const struct verdict_role *r, const char *grantee)
{
    for (size_t i = 0; i < r->n; i++)
        if (text_equal(r->grantees[i], grantee))
            return true;
    return r->all;
}

static unsigned rights_named(const char *list)
{
    static const struct {
        const char *word;
        unsigned right;
    } words[] = { { "SELECT", RIGHT_SELECT }, { "INSERT", RIGHT_INSERT },     { "UPDATE", RIGHT_UPDATE },
                  { "DELETE", RIGHT_DELETE }, { "TRUNCATE", RIGHT_TRUNCATE }, { "EXECUTE", RIGHT_EXECUTE },
                  { "USAGE", RIGHT_USAGE } };
    unsigned all = 0;

    for (size_t i = 0; list && i < countof(words); i++)
        if (strstr(list, words[i].word) || strcmp(list, "ALL") == 0)
            all |= words[i].right;
    return all;
}

/* What a privilege list that reads ALL holds for this kind of object. */
static unsigned rights_of_kind(const struct object *o)
{
    switch (o->kind->grant_type) {
    case 'f':
        return RIGHT_EXECUTE;
    case 'r':
        return RIGHT_SELECT | RIGHT_INSERT | RIGHT_UPDATE | RIGHT_DELETE | RIGHT_TRUNCATE;
    case 's':
        return RIGHT_USAGE | RIGHT_UPDATE | RIGHT_SELECT;
    case 0:
        return RIGHT_SELECT | RIGHT_INSERT | RIGHT_UPDATE;
    default:
        return RIGHT_USAGE;
    }
}

unsigned verdict_granted(const struct verdict_role *r, const struct object *o)
{
    unsigned all = 0;

    if (r->all)
        return rights_of_kind(o);
    for (size_t i = 0; i < o->n_children; i++) {
        const struct object *grant = o->children[i];
        if (verdict_is(grant, "grant") && verdict_role_has(r, object_value(grant, "grantee")))
            all |= rights_named(object_value(grant, "privileges"));
    }
    return all & rights_of_kind(o);
}

static const struct object *schema_of(const struct object *o)
{
    while (o && !verdict_is(o, "schema"))
        o = o->parent;
    return o;
}

unsigned verdict_rights(const struct verdict_role *r, const struct object *o)
{
    const struct object *schema = schema_of(o);

    if (schema && schema != o && !(verdict_granted(r, schema) & RIGHT_USAGE))
        return 0;
    return verdict_granted(r, o);
}

bool verdict_sees(const struct verdict_scope *s, const struct object *o)
{
    const struct object *schema = schema_of(o);

    for (size_t i = 0; schema && i < s->n_schemas; i++)
        if (text_equal(schema->name, s->schemas[i]))
            return true;
    return !schema;
}

/* ------------------------------------------------------------ reach */

static unsigned as_reach(unsigned rights)
{
    return (rights & RIGHT_SELECT ? REACH_READ : 0u) |
           (rights & (RIGHT_INSERT | RIGHT_UPDATE | RIGHT_DELETE | RIGHT_TRUNCATE) ? REACH_WRITE : 0u) |
           (rights & RIGHT_EXECUTE ? REACH_CALL : 0u);
}

/* A relation with all its columns: a right on one column is a way in. */
static unsigned reach_relation(const struct verdict_role *r, const struct object *relation)
{
    unsigned all = as_reach(verdict_rights(r, relation));

    for (size_t i = 0; i < relation->n_children; i++)
        if (verdict_is(relation->children[i], "column"))
            all |= as_reach(verdict_rights(r, relation->children[i]));
    return all & (REACH_READ | REACH_WRITE);
}

static unsigned reach_as(const struct verdict_role *r, const struct object *o)
{
    const struct object *relation = verdict_relation(o);

    if (verdict_is(o, "column"))
        return (as_reach(verdict_rights(r, o)) | as_reach(verdict_rights(r, relation))) &
               (REACH_READ | REACH_WRITE);
    if (relation)
        return reach_relation(r, relation);
    if (verdict_is(o, "schema"))
        return verdict_granted(r, o) & RIGHT_USAGE ? REACH_READ | REACH_WRITE | REACH_CALL : 0;
    if (verdict_is(o, "sequence") || verdict_is(o->parent, "sequence"))
        return verdict_rights(r, verdict_is(o, "sequence") ? o : o->parent) & (RIGHT_USAGE | RIGHT_UPDATE)
                   ? REACH_WRITE | REACH_READ
                   : 0;
    if (verdict_is(o, "function") || verdict_is(o, "aggregate"))
        return verdict_rights(r, o) & RIGHT_EXECUTE ? REACH_CALL | REACH_READ : 0;
    return REACH_READ | REACH_WRITE | REACH_CALL;
}

unsigned verdict_reach(const struct verdict_scope *s, const struct object *o)
{
    unsigned all = 0;

    if (!verdict_sees(s, o))
        return 0;
    for (size_t i = 0; i < s->n_roles; i++)
        all |= reach_as(&s->roles[i], o);
    return all;
}

static unsigned reach_deep(const struct verdict_scope *s, const struct object *o, int deep);

static bool is_view(const struct object *o)
{
    return verdict_is(o, "view") || verdict_is(o, "materialized view");
}

/* What of an object's change its user carries on: a trigger to writers, a policy to both, a view to its own
 * users. */
static unsigned reach_user(const struct verdict_scope *s, const struct object *o, const struct object *user,
                           int deep)
{
    const struct object *relation = verdict_relation(user);

    if (is_view(user))
        return reach_deep(s, user, deep);
    if (verdict_is(user, "rule") && is_view(user->parent))
        return reach_deep(s, user->parent, deep);
    if (verdict_relation(o))
        return 0;
    if (verdict_is(user, "trigger") || verdict_is(user, "default") || verdict_is(user, "constraint") ||
        verdict_is(user, "index"))
        return reach_deep(s, relation, deep) & REACH_WRITE;
    if (verdict_is(user, "policy") || verdict_is(user, "column"))
        return reach_deep(s, relation, deep);
    if (verdict_is(user, "function"))
        return verdict_reach(s, user);
    return 0;
}

static unsigned reach_users(const struct verdict_scope *s, const struct object *o, int deep)
{
    unsigned all = 0;

    for (size_t i = 0; deep < VIEWS_DEEP && i < o->n_used_by; i++)
        all |= reach_user(s, o, o->used_by[i], deep + 1);
    return all;
}

static unsigned reach_deep(const struct verdict_scope *s, const struct object *o, int deep)
{
    const struct object *relation = verdict_relation(o);
    unsigned all = verdict_reach(s, o) | reach_users(s, o, deep);

    if (relation && o != relation && !verdict_is(o, "column"))
        all |= reach_deep(s, relation, deep);
    for (size_t i = 0; o == relation && i < o->n_children; i++)
        if (verdict_is(o->children[i], "column"))
            all |= reach_users(s, o->children[i], deep);
    return all;
}

unsigned verdict_reach_through(const struct verdict_scope *s, const struct object *o)
{
    return reach_deep(s, o, 0);
}
