/*
 * read: see read.h. Dependencies are joined on catalog addresses here, so that no query needs to know names.
 */
#include "read.h"

#include "address.h"
#include "aliases_sql.h"
#include "births_sql.h"
#include "depend_sql.h"
#include "lines.h"
#include "outside.h"
#include "pg.h"
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
    struct lines lines;
    struct model *model;
    size_t room;
    struct address_book *book;
    struct address *parents;     /* by object: unresolved parent */
    const char **extra_needs;    /* by object: STANDARD_NEEDS */
    struct unmodelled_left left; /* objects that no kind covers */
    const struct managed *managed;
    bool late; /* dependencies are asked for when all else is there, if at all */
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

/* ------------------------------------------------------------ queries */

static enum line line_of(const struct kind *kind)
{
    return kind->traits & KIND_LOOKS_UP ? LINE_TABLES : LINE_REST;
}

static bool send(struct reading *r, const char *sql, struct fail *f)
{
    return lines_send(&r->lines, LINE_REST, sql, f);
}

static bool next_rows(struct reading *r, const char *what, PGresult **out, struct fail *f)
{
    return lines_rows(&r->lines, LINE_REST, what, out, f);
}

static bool send_all(struct reading *r, struct fail *f)
{
    const struct managed *managed = r->managed;

    for (size_t i = 0; kinds[i]; i++)
        if (kind_wanted(kinds[i], managed) &&
            !lines_send(&r->lines, line_of(kinds[i]), managed_sql(r->arena, managed, kinds[i]->query), f))
            return false;
    return send(r, aliases_sql, f) && send(r, managed_sql(r->arena, managed, births_sql), f) &&
           send(r, managed_sql(r->arena, managed, unmodelled_sql), f) &&
           (r->late || send(r, depend_sql, f)) && lines_sent(&r->lines, f);
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

    if (!lines_rows(&r->lines, line_of(kind), format(r->arena, "cannot read kind \"%s\"", kind->name), &rows,
                    f) ||
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
    else if (mark == NEED_BEFORE)
        add_to(r->arena, &need->after, &need->n_after, o);
    else if (mark == NEED_TIED)
        o->tie = need;
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

static bool take_all(struct reading *r, struct fail *f)
{
    for (size_t i = 0; kinds[i]; i++)
        if (kind_wanted(kinds[i], r->managed) && !take_kind(r, kinds[i], f))
            return false;
    if (!take_aliases(r, f))
        return false;
    resolve_parents(r);
    return take_births(r, f) && take_unmodelled(r, f) && (r->late || take_depend(r, f)) &&
           lines_taken(&r->lines, f);
}

/* Dependencies decide the order of changes. Where nothing is to be changed nobody asks for them. */
static bool take_late(struct reading *r, const struct model *likely, struct fail *f)
{
    if (!r->late || (likely && model_same(r->model, likely)))
        return true;
    return send(r, depend_sql, f) && lines_sent(&r->lines, f) && take_depend(r, f) &&
           lines_taken(&r->lines, f);
}

static bool begin(struct reading *r, struct fail *f)
{
    r->lines.arena = r->arena;
    r->model = arena_alloc(r->arena, sizeof *r->model);
    r->model->arena = r->arena;
    r->model->server_version = PQserverVersion(r->lines.db);
    r->book = address_book_new(r->arena);
    if (lines_begin(&r->lines, f) && send_all(r, f))
        return true;
    lines_abandon(&r->lines);
    return false;
}

static bool end(struct reading *r, const struct model *likely, struct model **out, struct fail *f)
{
    if (!take_all(r, f) || !take_late(r, likely, f) || !lines_end(&r->lines, f)) {
        lines_abandon(&r->lines);
        return false;
    }
    if (!unmodelled_name(r->model, r->lines.db, &r->left, f) ||
        !outside_name(r->model, r->lines.db, r->managed, f))
        return false;
    model_finish(r->model);
    *out = r->model;
    return true;
}

bool model_read(struct arena *a, PGconn *db, const struct managed *managed, struct model **out,
                struct fail *f)
{
    struct reading r = { .arena = a, .lines.db = db, .managed = managed };

    return begin(&r, f) && end(&r, NULL, out, f);
}

bool model_read_within(struct arena *a, PGconn *db, const struct managed *managed, struct model **out,
                       struct fail *f)
{
    struct reading r = { .arena = a, .lines = { .db = db, .within = true }, .managed = managed };

    return begin(&r, f) && end(&r, NULL, out, f);
}

bool reading_begin(struct arena *a, PGconn *db, const struct managed *managed, struct reading **out,
                   struct fail *f)
{
    struct reading *r = arena_alloc(a, sizeof *r);

    *r = (struct reading){ .arena = a, .lines.db = db, .managed = managed, .late = true };
    if (!begin(r, f))
        return false;
    *out = r;
    return true;
}

bool reading_end(struct reading *r, const struct model *likely, struct model **out, struct fail *f)
{
    return end(r, likely, out, f);
}
