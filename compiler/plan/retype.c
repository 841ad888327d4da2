/*
 * retype: see retype.h.
 */
#include "retype.h"

#include "name.h"
#include "pg.h"
#include "server_error.h"
#include "target.h"

static bool take_one(struct arena *a, struct diff *d, const struct source_file *file,
                     const struct directive *directive, struct fail *f)
{
    struct target target;
    bool known;

    if (!target_of(a, file, &file->statements[directive->statement], directive, &target, &known, f))
        return false;
    const struct object *now = known ? target_find(a, d->to, &target) : NULL;
    if (!now) {
        fail_named(f, FAIL_USAGE, "sql.directive", "%s:%u:%u: no column follows this directive", file->path,
                   directive->line, directive->column);
        return fail_hint(f, "Write it on the line before the column inside CREATE TABLE.");
    }
    d->of_now[now->index]->using = directive->text;
    return true;
}

bool retype_take(struct arena *a, struct diff *d, const struct source_file *files, size_t n_files,
                 struct fail *f)
{
    for (size_t i = 0; i < n_files; i++)
        for (size_t k = 0; k < files[i].n_directives; k++) {
            const struct directive *one = &files[i].directives[k];
            if (one->kind == DIRECTIVE_USING && !take_one(a, d, &files[i], one, f))
                return false;
        }
    return true;
}

/* What PostgreSQL must accept; NULL: nothing. */
static const char *probe_of(struct arena *a, const struct item *item)
{
    const struct change c = { .arena = a, .was = item->was, .now = item->now };

    if (item->fate != FATE_ALTER || item->born || item->moved || item->using || !item->now->kind->probe)
        return NULL;
    return item->now->kind->probe(&c);
}

bool retype_asks(struct arena *a, const struct diff *d)
{
    for (size_t i = 0; i < d->n_items; i++)
        if (probe_of(a, &d->items[i]))
            return true;
    return false;
}

static bool is_refused(PGconn *db, const char *probe)
{
    owned(pg_clear) PGresult *r = PQexec(db, probe);

    return text_equal(server_error_state(r), "42846");
}

static bool declares(struct arena *a, const struct source_statement *s, const struct object *table)
{
    return text_equal(s->object.kind, "table") && name_is(a, table, s->object.schema, s->object.name, NULL);
}

/* " (FILE:LINE)" of the table's own statement; "" when there is none. */
static const char *place_of(struct arena *a, const struct object *column, const struct source_file *files,
                            size_t n_files)
{
    for (size_t i = 0; i < n_files; i++)
        for (size_t k = 0; column->parent && k < files[i].n_statements; k++) {
            const struct source_statement *s = &files[i].statements[k];
            unsigned line, place;
            if (!declares(a, s, column->parent))
                continue;
            source_place(files[i].text, target_part(a, &files[i], s, column->name), &line, &place);
            return format(a, " (%s:%u)", files[i].path, line);
        }
    return "";
}

bool retype_check(struct arena *a, PGconn *db, const struct diff *d, const struct source_file *files,
                  size_t n_files, struct fail *f)
{
    size_t found = 0;

    for (size_t i = 0; i < d->n_items; i++) {
        const struct item *item = &d->items[i];
        const char *probe = probe_of(a, item);
        if (!probe || !is_refused(db, probe))
            continue;
        if (!found++) {
            fail_named(f, FAIL_BLOCKED, "plan.cast",
                       "PostgreSQL has no cast for a column that changes its type");
            fail_hint(f, "Write \"-- pgbale: using EXPRESSION\" on the line before the column: how its new "
                         "value comes from the old row.");
        }
        fail_detail(f, "%s: from %s to %s%s", item->now->identity, object_value(item->was, "type"),
                    object_value(item->now, "type"), place_of(a, item->now, files, n_files));
    }
    return found == 0;
}
