/*
 * observe: see observe.h.
 */
#include "observe.h"

#include "observe_sql.h"
#include "observe_types.h"

const char *const observed_lock_words[] = {
    [OBSERVED_NONE] = "none",
    [OBSERVED_ROW_EXCLUSIVE] = "ROW EXCLUSIVE",
    [OBSERVED_SHARE_UPDATE_EXCLUSIVE] = "SHARE UPDATE EXCLUSIVE",
    [OBSERVED_SHARE] = "SHARE",
    [OBSERVED_SHARE_ROW_EXCLUSIVE] = "SHARE ROW EXCLUSIVE",
    [OBSERVED_EXCLUSIVE] = "EXCLUSIVE",
    [OBSERVED_ACCESS_EXCLUSIVE] = "ACCESS EXCLUSIVE",
};

/* As pg_locks writes them. */
static const char *const modes[] = {
    [OBSERVED_NONE] = "",
    [OBSERVED_ROW_EXCLUSIVE] = "RowExclusiveLock",
    [OBSERVED_SHARE_UPDATE_EXCLUSIVE] = "ShareUpdateExclusiveLock",
    [OBSERVED_SHARE] = "ShareLock",
    [OBSERVED_SHARE_ROW_EXCLUSIVE] = "ShareRowExclusiveLock",
    [OBSERVED_EXCLUSIVE] = "ExclusiveLock",
    [OBSERVED_ACCESS_EXCLUSIVE] = "AccessExclusiveLock",
};

struct known {
    const char *number, *name;
};

struct observer {
    struct arena *arena;
    PGconn *db;
    struct known *known;
    size_t n;
    const char *numbers; /* "{16384,16390}" */
    struct column_types *types;
};

enum { NUMBER, NAME, HOLDS_ROWS, FILE_NODE, SCANS, LOCKS };

static bool look(struct observer *o, const char *numbers, PGresult **out, struct fail *f)
{
    return pg_rows(o->db, observe_sql, 1, &numbers, FAIL_FAILED, out, f);
}

bool observer_new(struct arena *a, PGconn *db, struct observer **out, struct fail *f)
{
    struct observer *o = arena_alloc(a, sizeof *o);
    owned(pg_clear) PGresult *rows = NULL;
    struct text numbers = text_new(a);

    o->arena = a;
    o->db = db;
    if (!look(o, "{}", &rows, f))
        return false;
    o->n = (size_t)PQntuples(rows);
    o->known = arena_array(a, o->n, sizeof *o->known);
    for (size_t i = 0; i < o->n; i++) {
        o->known[i] = (struct known){ arena_text(a, PQgetvalue(rows, (int)i, NUMBER)),
                                      arena_text(a, PQgetvalue(rows, (int)i, NAME)) };
        text_addf(&numbers, "%s%s", i ? "," : "{", o->known[i].number);
    }
    text_add(&numbers, "}");
    o->numbers = o->n ? numbers.at : "{0}";
    *out = o;
    return column_types_new(a, db, o->numbers, &o->types, f);
}

static enum observed_lock strongest(const char *held)
{
    enum observed_lock found = OBSERVED_NONE;
    size_t size;

    for (const char *at = held; *at; at += size + (at[size] == ' ')) {
        size = strcspn(at, " ");
        for (enum observed_lock k = OBSERVED_ROW_EXCLUSIVE; k < OBSERVED_LOCKS; k++)
            if (strlen(modes[k]) == size && strncmp(modes[k], at, size) == 0 && k > found)
                found = k;
    }
    return found;
}

/* The relations that differ between two looks in one transaction. */
static bool difference(struct observer *o, const PGresult *was, const PGresult *now, struct observed *out,
                       struct fail *f)
{
    struct observed_relation *list = arena_array(o->arena, o->n, sizeof *list);

    *out = (struct observed){ .relations = list };
    for (int i = 0; (size_t)i < o->n; i++) {
        bool rows = *PQgetvalue(now, i, HOLDS_ROWS) == 't';
        struct observed_relation r = { .name = o->known[i].name,
                                       .number = o->known[i].number,
                                       .lock = strongest(PQgetvalue(now, i, LOCKS)) };
        r.rewritten = rows && strcmp(PQgetvalue(was, i, FILE_NODE), PQgetvalue(now, i, FILE_NODE)) != 0;
        r.scanned = rows && strcmp(PQgetvalue(was, i, SCANS), PQgetvalue(now, i, SCANS)) != 0;
        /* A write takes the indexes of its table along. */
        if (!rows && r.lock == OBSERVED_ROW_EXCLUSIVE)
            r.lock = OBSERVED_NONE;
        if (r.rewritten && !column_types_narrowed(o->types, o->db, r.number, &r.narrowed, &r.n_narrowed, f))
            return false;
        if (r.lock || r.rewritten || r.scanned)
            list[out->n_relations++] = r;
    }
    return true;
}

bool observer_run(struct observer *o, const char *sql, struct observed *out, bool *refused, struct fail *f)
{
    owned(pg_clear) PGresult *was = NULL, *now = NULL;
    struct fail why;

    if (!pg_run(o->db, "begin", FAIL_FAILED, f) || !look(o, o->numbers, &was, f))
        return false;
    *refused = !pg_run(o->db, sql, FAIL_STEP, &why);
    if (PQstatus(o->db) != CONNECTION_OK) {
        *f = why;
        return false;
    }
    *out = (struct observed){ .n_relations = 0 };
    if (*refused)
        return pg_run(o->db, "rollback", FAIL_FAILED, f);
    if (!look(o, o->numbers, &now, f) || (o->n && !difference(o, was, now, out, f)))
        return false;
    *refused = !pg_run(o->db, "commit", FAIL_STEP, &why);
    return true;
}

enum observed_lock observed_strongest(const struct observed *o)
{
    enum observed_lock found = OBSERVED_NONE;

    for (size_t i = 0; i < o->n_relations; i++)
        found = o->relations[i].lock > found ? o->relations[i].lock : found;
    return found;
}

struct names observer_numbers(const struct observer *o)
{
    struct names out = { arena_array(o->arena, o->n, sizeof *out.at), o->n };

    for (size_t i = 0; i < o->n; i++)
        out.at[i] = o->known[i].number;
    return out;
}
