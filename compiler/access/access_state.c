/*
 * access_state: see access_state.h. What the catalogs say is taken over here; what follows from it (who
 * inherits from whom, which names a body holds) is worked out in access_links.c.
 */
#include "access_state.h"

#include "access_columns_sql.h"
#include "access_defaults_sql.h"
#include "access_functions_sql.h"
#include "access_grants_sql.h"
#include "access_inner.h"
#include "access_members_sql.h"
#include "access_policies_sql.h"
#include "access_relations_sql.h"
#include "access_roles_sql.h"
#include "access_schemas_sql.h"
#include "access_uses_sql.h"
#include "pg.h"
#include "session.h"

static uint32_t number(const PGresult *rows, int row, int column)
{
    return (uint32_t)strtoul(PQgetvalue(rows, row, column), NULL, 10);
}

static bool flag(const PGresult *rows, int row, int column)
{
    return *PQgetvalue(rows, row, column) == 't';
}

static const char *text(struct arena *a, const PGresult *rows, int row, int column)
{
    return arena_text(a, pg_value(rows, row, column));
}

/* ------------------------------------------------------------ roles */

static bool take_roles(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;

    s->n_roles = ROLES_MADE_UP + (size_t)PQntuples(rows);
    s->roles = arena_array(s->arena, s->n_roles, sizeof *s->roles);
    s->roles[ROLE_PUBLIC] = (struct access_role){ .name = "PUBLIC", .raw = "PUBLIC", .mentioned = true };
    s->roles[ROLE_OWNER] = (struct access_role){ .name = "(owner)", .raw = "(owner)", .mentioned = true };
    for (int i = 0; i < PQntuples(rows); i++) {
        s->roles[ROLES_MADE_UP + i] = (struct access_role){ .oid = number(rows, i, 0),
                                                            .name = text(s->arena, rows, i, 1),
                                                            .raw = text(s->arena, rows, i, 7),
                                                            .superuser = flag(rows, i, 2),
                                                            .bypass = flag(rows, i, 3),
                                                            .login = flag(rows, i, 4),
                                                            .system = flag(rows, i, 5) };
        if (flag(rows, i, 6))
            r->me = number(rows, i, 0);
    }
    return true;
}

static bool take_members(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;

    for (int i = 0; i < PQntuples(rows); i++) {
        size_t member = access_role_at(r, number(rows, i, 0)), group = access_role_at(r, number(rows, i, 1));
        if (member == NO_ROLE || group == NO_ROLE || member == ROLE_OWNER)
            continue;
        struct access_role *one = &s->roles[member];
        if (flag(rows, i, 2))
            access_append(s->arena, &one->groups, &one->n_groups, group);
        else
            access_append(s->arena, &one->joined, &one->n_joined, group);
    }
    return true;
}

/* ------------------------------------------------------------ schemas and relations */

static bool take_schemas(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;

    s->n_schemas = (size_t)PQntuples(rows);
    s->schemas = arena_array(s->arena, s->n_schemas, sizeof *s->schemas);
    for (int i = 0; i < PQntuples(rows); i++)
        s->schemas[i] =
            (struct access_schema){ .oid = number(rows, i, 0),
                                    .name = text(s->arena, rows, i, 1),
                                    .raw = text(s->arena, rows, i, 2),
                                    .owner = access_role_at(r, number(rows, i, 3)),
                                    .managed = access_is_managed(r->managed, PQgetvalue(rows, i, 2)) };
    return true;
}

/* "1234 5678" */
static void take_parents(struct arena *a, const char *oids, struct access_relation *r)
{
    size_t n = 0;
    uint32_t *list = arena_array(a, strlen(oids) / 2 + 1, sizeof *list);

    for (char *end; *oids; oids = *end ? end + 1 : end)
        list[n++] = (uint32_t)strtoul(oids, &end, 10);
    r->parents = list;
    r->n_parents = n;
}

static bool take_relations(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;
    struct arena *a = s->arena;

    s->n_relations = (size_t)PQntuples(rows);
    s->relations = arena_array(a, s->n_relations, sizeof *s->relations);
    for (int i = 0; i < PQntuples(rows); i++)
        s->relations[i] = (struct access_relation){ .oid = number(rows, i, 0),
                                                    .schema = access_schema_at(s, number(rows, i, 1)),
                                                    .name = text(a, rows, i, 2),
                                                    .raw = text(a, rows, i, 3),
                                                    .kind = *PQgetvalue(rows, i, 4),
                                                    .owner = access_role_at(r, number(rows, i, 5)),
                                                    .enabled = flag(rows, i, 6),
                                                    .forced = flag(rows, i, 7),
                                                    .invoker = flag(rows, i, 8),
                                                    .definition = text(a, rows, i, 9),
                                                    .partition_of = number(rows, i, 10),
                                                    .definition_tree = text(a, rows, i, 11),
                                                    .index = (size_t)i };
    for (int i = 0; i < PQntuples(rows); i++)
        take_parents(a, PQgetvalue(rows, i, 12), &s->relations[i]);
    return true;
}

static bool take_columns(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;
    int n = PQntuples(rows);
    struct access_column *columns = arena_array(s->arena, (size_t)n, sizeof *columns);

    for (int i = 0; i < n; i++) {
        struct access_relation *relation = access_relation_found(s, number(rows, i, 0));
        columns[i] = (struct access_column){ .number = (int)number(rows, i, 1),
                                             .name = text(s->arena, rows, i, 2),
                                             .type = text(s->arena, rows, i, 3),
                                             .generated = flag(rows, i, 4),
                                             .always_identity = flag(rows, i, 5),
                                             .indexed = flag(rows, i, 6),
                                             .raw = text(s->arena, rows, i, 7) };
        if (relation && !relation->n_columns)
            relation->columns = &columns[i];
        if (relation)
            relation->n_columns++;
    }
    return true;
}

/* ------------------------------------------------------------ policies */

static const size_t *roles_of(struct access_reading *r, const char *oids, size_t *n)
{
    size_t *list = NULL;

    *n = 0;
    for (const char *at = oids; at && *at;) {
        char *end;
        uint32_t oid = (uint32_t)strtoul(at, &end, 10);
        size_t role = oid ? access_role_at(r, oid) : ROLE_PUBLIC;
        if (role != NO_ROLE) {
            r->state->roles[role].mentioned = true;
            access_append(r->state->arena, &list, n, role);
        }
        at = *end ? end + 1 : end;
    }
    return list;
}

static bool take_policies(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;
    struct arena *a = s->arena;
    size_t n = 0;

    s->policies = arena_array(a, (size_t)PQntuples(rows), sizeof *s->policies);
    for (int i = 0; i < PQntuples(rows); i++) {
        struct access_relation *relation = access_relation_found(s, number(rows, i, 1));
        if (!relation)
            continue;
        struct access_policy *p = &s->policies[n];
        *p = (struct access_policy){ .oid = number(rows, i, 0),
                                     .relation = relation,
                                     .name = text(a, rows, i, 2),
                                     .permissive = flag(rows, i, 3),
                                     .command = *PQgetvalue(rows, i, 4),
                                     .using = text(a, rows, i, 6),
                                     .check = text(a, rows, i, 7),
                                     .using_tree = text(a, rows, i, 8),
                                     .check_tree = text(a, rows, i, 9),
                                     .plain = flag(rows, i, 10),
                                     .raw = text(a, rows, i, 11),
                                     .index = n };
        p->roles = roles_of(r, PQgetvalue(rows, i, 5), &p->n_roles);
        if (!relation->n_policies)
            relation->policies = p;
        relation->n_policies++;
        n++;
    }
    s->n_policies = n;
    return true;
}

/* ------------------------------------------------------------ routines */

static bool take_functions(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;
    struct arena *a = s->arena;

    s->n_functions = (size_t)PQntuples(rows);
    s->functions = arena_array(a, s->n_functions, sizeof *s->functions);
    for (int i = 0; i < PQntuples(rows); i++)
        s->functions[i] = (struct access_function){ .oid = number(rows, i, 0),
                                                    .schema = access_schema_at(s, number(rows, i, 1)),
                                                    .name = text(a, rows, i, 2),
                                                    .raw = text(a, rows, i, 3),
                                                    .owner = access_role_at(r, number(rows, i, 4)),
                                                    .definer = flag(rows, i, 5),
                                                    .settings = text(a, rows, i, 6),
                                                    .volatility = *PQgetvalue(rows, i, 7),
                                                    .leakproof = flag(rows, i, 8),
                                                    .language = text(a, rows, i, 9),
                                                    .body = text(a, rows, i, 10),
                                                    .parsed = flag(rows, i, 11),
                                                    .trigger = flag(rows, i, 12),
                                                    .kind = *PQgetvalue(rows, i, 13),
                                                    .body_tree = text(a, rows, i, 14),
                                                    .index = (size_t)i };
    return true;
}

static bool take_uses(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;

    for (int i = 0; i < PQntuples(rows); i++) {
        uint32_t to = number(rows, i, 3);
        struct access_use use = { 0 };
        if (*PQgetvalue(rows, i, 2) == 'r')
            use.relation = access_relation_at(s, to);
        else
            use.function = access_function_at(s, to);
        if (use.relation || use.function)
            access_use_add(r, *PQgetvalue(rows, i, 0), number(rows, i, 1), use);
    }
    return true;
}

/* ------------------------------------------------------------ grants */

static const struct {
    const char *name;
    enum privilege privilege;
} privileges[] = {
    { "SELECT", PRIVILEGE_SELECT },     { "INSERT", PRIVILEGE_INSERT },
    { "UPDATE", PRIVILEGE_UPDATE },     { "DELETE", PRIVILEGE_DELETE },
    { "TRUNCATE", PRIVILEGE_TRUNCATE }, { "REFERENCES", PRIVILEGE_REFERENCES },
    { "TRIGGER", PRIVILEGE_TRIGGER },   { "MAINTAIN", PRIVILEGE_MAINTAIN },
    { "EXECUTE", PRIVILEGE_EXECUTE },   { "USAGE", PRIVILEGE_USAGE },
    { "CREATE", PRIVILEGE_CREATE },
};

/* "INSERT SELECT" -> bits. */
static unsigned bits_of(const char *names)
{
    unsigned bits = 0;

    while (names && *names) {
        size_t size = strcspn(names, " ");
        for (size_t i = 0; i < countof(privileges); i++)
            if (strlen(privileges[i].name) == size && strncmp(names, privileges[i].name, size) == 0)
                bits |= (unsigned)privileges[i].privilege;
        names += size + (names[size] == ' ');
    }
    return bits;
}

const char *access_privileges_text(struct arena *a, unsigned bits)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < countof(privileges); i++)
        if (bits & (unsigned)privileges[i].privilege) {
            text_separate(&t, 0, ", ");
            text_add(&t, privileges[i].name);
        }
    return t.size ? t.at : "nothing";
}

static bool take_grants(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;
    int n = PQntuples(rows);
    struct access_grant *grants = arena_array(s->arena, (size_t)n, sizeof *grants);

    for (int i = 0; i < n; i++) {
        uint32_t grantee = number(rows, i, 3);
        size_t role = grantee ? access_role_at(r, grantee) : ROLE_PUBLIC;
        struct access_grants *of = access_grants_found(s, *PQgetvalue(rows, i, 0), number(rows, i, 1));
        if (!of || role == NO_ROLE)
            continue;
        s->roles[role].mentioned = true;
        access_grant_add(s->arena, of,
                         (struct access_grant){ .grantee = role,
                                                .privileges = bits_of(PQgetvalue(rows, i, 4)),
                                                .grantable = bits_of(pg_value(rows, i, 5)),
                                                .column = (int)number(rows, i, 2) });
    }
    return true;
}

static bool take_defaults(struct access_reading *r, const PGresult *rows)
{
    struct access_state *s = r->state;
    struct access_default *list = arena_array(s->arena, (size_t)PQntuples(rows), sizeof *list);

    for (int i = 0; i < PQntuples(rows); i++)
        list[i] = (struct access_default){ .role = text(s->arena, rows, i, 0),
                                           .schema = text(s->arena, rows, i, 1),
                                           .type = *PQgetvalue(rows, i, 2),
                                           .grantee = text(s->arena, rows, i, 3),
                                           .privileges = text(s->arena, rows, i, 4) };
    s->defaults = list;
    s->n_defaults = (size_t)PQntuples(rows);
    return true;
}

/* ------------------------------------------------------------ all of it */

static const struct {
    const char *sql;
    bool (*take)(struct access_reading *r, const PGresult *rows);
} parts[] = {
    { access_roles_sql, take_roles },         { access_members_sql, take_members },
    { access_schemas_sql, take_schemas },     { access_relations_sql, take_relations },
    { access_columns_sql, take_columns },     { access_policies_sql, take_policies },
    { access_functions_sql, take_functions }, { access_uses_sql, take_uses },
    { access_grants_sql, take_grants },       { access_defaults_sql, take_defaults },
};

static bool read_parts(struct access_reading *r, PGconn *db, struct fail *f)
{
    for (size_t i = 0; i < countof(parts); i++) {
        owned(pg_clear) PGresult *rows = NULL;
        if (!pg_rows(db, parts[i].sql, 0, NULL, FAIL_FAILED, &rows, f))
            return fail_context(f, "cannot read who may do what");
        parts[i].take(r, rows);
    }
    return true;
}

static bool read_state(struct arena *a, PGconn *db, const struct managed *managed, bool within,
                       const struct access_state **out, struct fail *f)
{
    struct access_state *s = arena_alloc(a, sizeof *s);
    struct access_reading r = { .state = s, .managed = managed };

    s->arena = a;
    if (!pg_run(db, within ? "savepoint pgbale_access" : "begin isolation level repeatable read read only",
                FAIL_FAILED, f))
        return false;
    bool done = pg_run(db, session_digest_settings(a, false), FAIL_FAILED, f) && read_parts(&r, db, f);
    PQclear(PQexec(db, within ? "rollback to pgbale_access" : "rollback"));
    if (!done)
        return false;
    access_link(&r);
    *out = s;
    return true;
}

bool access_read(struct arena *a, PGconn *db, const struct managed *managed, const struct access_state **out,
                 struct fail *f)
{
    return read_state(a, db, managed, false, out, f);
}

bool access_read_within(struct arena *a, PGconn *db, const struct managed *managed,
                        const struct access_state **out, struct fail *f)
{
    return read_state(a, db, managed, true, out, f);
}
