/*
 * unmanaged: see unmanaged.h.
 */
#include "unmanaged.h"

static bool among(const char *const *names, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(names[i], name))
            return true;
    return false;
}

static bool is_managed(const struct managed *m, const char *schema)
{
    if (m->schemas)
        return among(m->schemas, m->n_schemas, schema);
    return !text_starts(schema, "pg_") && !text_equal(schema, "information_schema") &&
           !among(m->except, m->n_except, schema);
}

/* The schema that the statement says the object or its table is in; NULL: it says none. */
static const char *schema_of(struct arena *a, const struct source_object *o)
{
    const char *dot = o->on ? strchr(o->on, '.') : NULL;

    /* Triggers and policies may be on tables of others. */
    if (!o->kind || text_equal(o->kind, "extension") || text_equal(o->kind, "trigger") ||
        text_equal(o->kind, "policy"))
        return NULL;
    if (text_equal(o->kind, "schema"))
        return o->again ? NULL : o->name;
    if (dot)
        return arena_copy(a, o->on, (size_t)(dot - o->on));
    return o->schema;
}

bool unmanaged_refuse(struct arena *a, const struct managed *managed, const struct source_file *files,
                      size_t n_files, struct fail *f)
{
    size_t found = 0;

    for (size_t i = 0; i < n_files; i++)
        for (size_t k = 0; k < files[i].n_statements; k++) {
            const struct source_statement *s = &files[i].statements[k];
            const char *schema = schema_of(a, &s->object);
            if (!schema || is_managed(managed, schema) || source_directive(s, DIRECTIVE_STUB))
                continue;
            if (!found++) {
                fail_named(
                    f, FAIL_USAGE, "schema.unmanaged",
                    "%s:%u:%u: the schema \"%s\" is not managed, so what is declared in it would be ignored",
                    files[i].path, s->line, s->column, schema);
                fail_hint(
                    f,
                    "Add the schema to \"schemas\" in pgbale.ini; or, if somebody else manages it, move what "
                    "exists there to the prelude and write what is added there in a step of a migration.");
            }
            fail_detail(f, "%s:%u: %s %s%s%s in \"%s\"", files[i].path, s->line, s->object.kind,
                        s->object.name ? s->object.name : "", s->object.on ? " on " : "",
                        s->object.on ? s->object.on : "", schema);
        }
    return found == 0;
}
