/*
 * read: see read.h. Queries are sent in pipeline mode in one REPEATABLE READ transaction;
 * dependencies are joined on catalog addresses here, so that no query needs to know names.
 */
#include "read.h"

#include "address.h"
#include "aliases_sql.h"
#include "births_sql.h"
#include "depend_sql.h"
#include "outside.h"
#include "pg.h"
#include "session.h"
#include "unmodelled.h"
#include "unmodelled_sql.h"

#include <stdlib.h>

static const char *const standard_columns[STANDARD_COLUMNS] = {
    [STANDARD_CLASS] = "class",
    [STANDARD_OBJECT] = "object",
    [STANDARD_SUB] = "sub",
    [STANDARD_PARENT_CLASS] = "pclass",
    [STANDARD_PARENT_OBJECT] = "pobject",
    [STANDARD_PARENT_SUB] = "psub",
    [STANDARD_IDENTITY] = "identity",
    [STANDARD_NAME] = "name",
    [STANDARD_SLOT] = "slot",
    [STANDARD_ORDINAL] = "ordinal",
    [STANDARD_NEEDS] = "needs",
};

struct reading {
    struct arena *arena;
    PGconn *db;
    struct model *model;
    bool within; /* the caller's transaction */
    size_t room;
    struct address_book *book;
    struct address *parents;     /* by object: unresolved parent */
    const char **extra_needs;    /* by object: STANDARD_NEEDS */
    struct unmodelled_left left; /* objects that no kind covers */
};

static uint32_t number(const PGresult *rows, int row, int column)
{
    return (uint32_t)strtoul(PQgetvalue(rows, row, column), NULL, 10);
}

static struct address address_from(const PGresult *rows, int row, int column)
{
    return (struct address){ number(rows, row, column), number(rows, row, column + 1),
                             (int32_t)strtol(PQgetvalue(rows, row, column + 2), NULL, 10) };
}

/* ------------------------------------------------------------ pipeline */

static bool send(struct reading *r, const char *sql, struct fail *f)
{
    if (!PQsendQueryParams(r->db, sql, 0, NULL, NULL, NULL, NULL, 0))
        return pg_refused(r->db, NULL, FAIL_SERVER, "cannot send a catalog query", f);
    return true;
}

/* The next query's rows; its terminating NULL is consumed. */
static bool next_rows(struct reading *r, const char *what, PGresult **out, struct fail *f)
{
    owned(pg_clear) PGresult *rows = PQgetResult(r->db);

    if (PQresultStatus(rows) != PGRES_TUPLES_OK && PQresultStatus(rows) != PGRES_COMMAND_OK)
        return pg_refused(r->db, rows, FAIL_FAILED, what, f);
    owned(pg_clear) PGresult *end = PQgetResult(r->db);
    if (end)
        return fail(f, FAIL_FAILED, "%s: more than one result", what);
    *out = rows;
    rows = NULL;
    return true;
}

static bool send_all(struct reading *r, const struct managed *managed, struct fail *f)
{
    const char *with = managed_sql(r->arena, managed);

    if (!PQenterPipelineMode(r->db))
        return fail(f, FAIL_FAILED, "cannot read the catalogs: the connection is busy");
    if (!send(r, r->within ? "savepoint pgbale_read" : "begin isolation level repeatable read read only",
              f) ||
        !send(r, session_digest_settings(r->arena, false), f))
        return false;
    for (size_t i = 0; kinds[i]; i++)
        if (kind_wanted(kinds[i], managed) && !send(r, format(r->arena, "%s%s", with, kinds[i]->query), f))
            return false;
    if (!send(r, aliases_sql, f) || !send(r, depend_sql, f) ||
        !send(r, format(r->arena, "%s%s", with, births_sql), f) ||
        !send(r, format(r->arena, "%s%s", with, unmodelled_sql), f) ||
        !send(r, r->within ? "rollback to pgbale_read" : "rollback", f))
        return false;
    if (!PQpipelineSync(r->db))
        return pg_refused(r->db, NULL, FAIL_SERVER, "cannot send the catalog queries", f);
    return true;
}

/* ------------------------------------------------------------ objects */

static bool check_columns(const struct kind *kind, const PGresult *rows, struct fail *f)
{
    size_t expected = STANDARD_COLUMNS + kind->n_attributes;

    if ((size_t)PQnfields(rows) != expected)
        return fail(f, FAIL_FAILED, "the query of kind \"%s\" has %d columns, expected %zu", kind->name,
                    PQnfields(rows), expected);
    for (size_t i = 0; i < expected; i++) {
        const char *want =
            i < STANDARD_COLUMNS ? standard_columns[i] : kind->attributes[i - STANDARD_COLUMNS].column;
        if (strcmp(PQfname(rows, (int)i), want) != 0)
            return fail(f, FAIL_FAILED, "the query of kind \"%s\" has column \"%s\" where \"%s\" is expected",
                        kind->name, PQfname(rows, (int)i), want);
    }
    return true;
}

static void objects_room(struct reading *r)
{
    struct model *m = r->model;
    size_t room = r->room, same = r->room, again = r->room;

    if (m->n_objects < r->room)
        return;
    m->objects = arena_grow(r->arena, m->objects, m->n_objects, &room, sizeof *m->objects);
    r->parents = arena_grow(r->arena, r->parents, m->n_objects, &same, sizeof *r->parents);
    r->extra_needs = arena_grow(r->arena, r->extra_needs, m->n_objects, &again, sizeof *r->extra_needs);
    r->room = room;
}

static void take_object(struct reading *r, const struct kind *kind, const PGresult *rows, int row)
{
    struct object *o = arena_alloc(r->arena, sizeof *o);

    o->kind = kind;
    o->address = address_from(rows, row, STANDARD_CLASS);
    o->identity = arena_text(r->arena, PQgetvalue(rows, row, STANDARD_IDENTITY));
    o->name = arena_text(r->arena, PQgetvalue(rows, row, STANDARD_NAME));
    o->slot = arena_text(r->arena, pg_value(rows, row, STANDARD_SLOT));
    o->ordinal = strtol(PQgetvalue(rows, row, STANDARD_ORDINAL), NULL, 10);
    o->values = arena_array(r->arena, kind->n_attributes, sizeof *o->values);
    for (size_t i = 0; i < kind->n_attributes; i++)
        o->values[i] = arena_text(r->arena, pg_value(rows, row, (int)(STANDARD_COLUMNS + i)));
    objects_room(r);
    r->parents[r->model->n_objects] = address_from(rows, row, STANDARD_PARENT_CLASS);
    r->extra_needs[r->model->n_objects] = arena_text(r->arena, pg_value(rows, row, STANDARD_NEEDS));
    r->model->objects[r->model->n_objects++] = o;
    /* What says something about another object has its address, unless it has one of its own. */
    if (!(kind->traits & KIND_SATELLITE) || o->address.sub < 0)
        address_enter(r->book, o);
}

static bool take_kind(struct reading *r, const struct kind *kind, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!next_rows(r, format(r->arena, "cannot read kind \"%s\"", kind->name), &rows, f) ||
        !check_columns(kind, rows, f))
        return false;
    for (int row = 0; row < PQntuples(rows); row++)
        take_object(r, kind, rows, row);
    return true;
}

/* ------------------------------------------------------------ dependencies */

static void add_to(struct arena *a, struct object ***list, size_t *n, struct object *one)
{
    for (size_t i = 0; i < *n; i++)
        if ((*list)[i] == one)
            return;
    if ((*n & (*n - 1)) == 0) {
        size_t room = *n;
        *list = room ? arena_grow(a, *list, *n, &room, sizeof **list) : arena_array(a, 1, sizeof **list);
    }
    (*list)[(*n)++] = one;
}

static void add_need(struct reading *r, struct object *o, struct object *need)
{
    if (need && need != o && need->parent != o)
        add_to(r->arena, &o->needs, &o->n_needs, need);
}

/* What one address in the query's "needs" means. */
static void take_need(struct reading *r, struct object *o, char mark, struct object *need)
{
    if (!need || need == o)
        return;
    if (mark == NEED_AFTER)
        add_to(r->arena, &o->after, &o->n_after, need);
    else if (mark == NEED_LINK)
        o->link = need;
    else if (mark == NEED_COPY || mark == NEED_PART || mark == NEED_SAME || mark == NEED_LIKE)
        o->origin = need;
    else
        add_need(r, o, need);
    o->copied = o->copied || mark == NEED_COPY || mark == NEED_SAME;
    o->apart = o->apart || mark == NEED_SAME;
    o->alike = o->alike || mark == NEED_LIKE;
}

static void resolve_parents(struct reading *r)
{
    for (size_t i = 0; i < r->model->n_objects; i++) {
        struct object *o = r->model->objects[i];
        if (r->parents[i].class)
            o->parent = address_resolve(r->book, r->parents[i]);
    }
    for (size_t i = 0; i < r->model->n_objects; i++) {
        struct object *o = r->model->objects[i];
        add_need(r, o, o->parent);
        for (const char *at = r->extra_needs[i]; at && *at;) {
            char *end;
            char mark = *at >= '0' && *at <= '9' ? '\0' : *at;
            struct address need = { 0 };
            need.class = (uint32_t)strtoul(at + (mark != 0), &end, 10);
            need.object = (uint32_t)strtoul(end + 1, &end, 10);
            need.sub = (int32_t)strtol(end + 1, &end, 10);
            take_need(r, o, mark, address_resolve(r->book, need));
            at = *end ? end + 1 : end;
        }
        if (!o->origin || !o->link)
            o->origin = o->link = NULL;
    }
}

static bool take_depend(struct reading *r, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!next_rows(r, "cannot read the dependencies", &rows, f))
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct object *o = address_resolve(r->book, address_from(rows, row, 0)),
                      *need = address_resolve(r->book, address_from(rows, row, 3));
        bool automatic = *PQgetvalue(rows, row, 6) != 'n';
        if (!o && need && !automatic)
            outside_note(r->model, r->book, address_from(rows, row, 0), need);
        if (!o || !need || o == need)
            continue;
        if (automatic)
            add_to(r->arena, &o->owners, &o->n_owners, need);
        if (*PQgetvalue(rows, row, 6) != 'o' && !(automatic && (o->kind->traits & KIND_OWNED)))
            add_need(r, o, need);
    }
    return true;
}

static bool take_aliases(struct reading *r, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!next_rows(r, "cannot read what stands for what", &rows, f))
        return false;
    for (int row = 0; row < PQntuples(rows); row++)
        address_alias(r->book, address_from(rows, row, 0), address_from(rows, row, 3));
    return true;
}

static bool take_births(struct reading *r, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!next_rows(r, "cannot read the default privileges", &rows, f))
        return false;
    size_t n = (size_t)PQntuples(rows);
    struct birth_grant *births = arena_array(r->arena, n, sizeof *births);
    for (size_t i = 0; i < n; i++)
        births[i] = (struct birth_grant){ .type = *PQgetvalue(rows, (int)i, 0),
                                          .schema = arena_text(r->arena, pg_value(rows, (int)i, 1)),
                                          .grantee = arena_text(r->arena, pg_value(rows, (int)i, 2)),
                                          .privileges = arena_text(r->arena, pg_value(rows, (int)i, 3)),
                                          .grantable = arena_text(r->arena, pg_value(rows, (int)i, 4)) };
    r->model->births = births;
    r->model->n_births = n;
    return true;
}

static bool take_unmodelled(struct reading *r, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!next_rows(r, "cannot look for objects that are not modelled", &rows, f))
        return false;
    unmodelled_take(r->model, r->book, rows, &r->left);
    return true;
}

static bool take_all(struct reading *r, const struct managed *managed, struct fail *f)
{
    owned(pg_clear) PGresult *begun = NULL, *pinned = NULL, *ended = NULL, *synced = NULL;

    if (!next_rows(r, "cannot begin to read", &begun, f) ||
        !next_rows(r, "cannot pin the session settings", &pinned, f))
        return false;
    for (size_t i = 0; kinds[i]; i++)
        if (kind_wanted(kinds[i], managed) && !take_kind(r, kinds[i], f))
            return false;
    if (!take_aliases(r, f))
        return false;
    resolve_parents(r);
    if (!take_depend(r, f) || !take_births(r, f) || !take_unmodelled(r, f) ||
        !next_rows(r, "cannot end to read", &ended, f))
        return false;
    synced = PQgetResult(r->db);
    if (PQresultStatus(synced) != PGRES_PIPELINE_SYNC)
        return pg_refused(r->db, synced, FAIL_FAILED, "cannot read the catalogs", f);
    return true;
}

/* Leaves the connection usable after a failure: reads what is still coming. */
static void drain(PGconn *db)
{
    while (PQstatus(db) == CONNECTION_OK && PQpipelineStatus(db) != PQ_PIPELINE_OFF) {
        owned(pg_clear) PGresult *rest = PQgetResult(db);
        if (PQresultStatus(rest) == PGRES_PIPELINE_SYNC)
            break;
        if (!rest && PQtransactionStatus(db) != PQTRANS_ACTIVE && PQexitPipelineMode(db))
            return;
    }
    PQexitPipelineMode(db);
}

static bool read_model(struct arena *a, PGconn *db, const struct managed *managed, bool within,
                       struct model **out, struct fail *f)
{
    struct reading r = { .arena = a, .db = db, .model = arena_alloc(a, sizeof *r.model), .within = within };

    r.model->arena = a;
    r.model->server_version = PQserverVersion(db);
    r.book = address_book_new(a);
    bool done = send_all(&r, managed, f) && take_all(&r, managed, f);
    if (!done) {
        drain(db);
        PQclear(PQexec(db, "rollback"));
        return false;
    }
    PQexitPipelineMode(db);
    if (!unmodelled_name(r.model, db, &r.left, f) || !outside_name(r.model, db, managed, f))
        return false;
    model_finish(r.model);
    *out = r.model;
    return true;
}

bool model_read(struct arena *a, PGconn *db, const struct managed *managed, struct model **out,
                struct fail *f)
{
    return read_model(a, db, managed, false, out, f);
}

bool model_read_within(struct arena *a, PGconn *db, const struct managed *managed, struct model **out,
                       struct fail *f)
{
    return read_model(a, db, managed, true, out, f);
}
