/*
 * rename: see rename.h.
 */
#include "rename.h"

#include "name.h"
#include "pg.h"
#include "read.h"
#include "target.h"

enum pass { PASS_WHOLES, PASS_PARTS, PASS_TWINS, PASSES };

struct renaming {
    struct arena *arena;
    const struct rename_request *request;
    struct model *from;
    struct statement_list found; /* of this pass */
    struct fail *fail;
};

/* ------------------------------------------------------------ statements */

/* A schema that is there only afterwards is made before anything moves into it. */
static void make_schema(struct renaming *r, const struct object *now)
{
    const struct object *schema = now->parent;
    struct change c = { .arena = r->arena, .now = schema, .out = &r->found };

    if (!schema || !schema->kind->create || model_find(r->from, schema->kind, schema->identity))
        return;
    size_t n = r->found.n;
    schema->kind->create(&c);
    for (size_t i = 0; i < n; i++)
        if (r->found.n > n && text_equal(r->found.at[i].sql, r->found.at[n].sql))
            r->found.n = n;
}

static void rename_object(struct renaming *r, const struct object *was, const struct object *now)
{
    struct change c = { .arena = r->arena, .was = was, .now = now, .out = &r->found };
    const struct cost cost = { .lock = LOCK_ACCESS_EXCLUSIVE };
    const char *old_schema = name_schema(r->arena, was->name), *schema = name_schema(r->arena, now->name);
    const char *old_name = name_local(r->arena, was->name), *name = name_local(r->arena, now->name);

    if (was->kind->rename) {
        was->kind->rename(&c);
        return;
    }
    if (!text_equal(old_schema, schema) && schema)
        make_schema(r, now);
    if (!text_equal(old_schema, schema) && schema)
        say(&c, cost, "ALTER %s SET SCHEMA %s", was->identity, schema);
    if (text_equal(old_name, name))
        return;
    if (text_equal(old_schema, schema) || !schema) {
        say(&c, cost, "ALTER %s RENAME TO %s", was->identity, name);
        return;
    }
    /* The old identity with the new schema in it. */
    const char *at = strstr(was->identity, was->name);
    if (at)
        say(&c, cost, "ALTER %.*s%s%s RENAME TO %s", (int)(at - was->identity), was->identity, schema,
            at + strlen(old_schema), name);
}

/* ------------------------------------------------------------ directives */

static bool missing(struct renaming *r, const struct source_file *file, const struct directive *d,
                    const struct target *t)
{
    fail(r->fail, FAIL_USAGE, "%s:%u:%u: renamed-from %s: the present state has no such %s", file->path,
         d->line, d->column, d->text, t->kind);
    return fail_hint(r->fail,
                     "Correct the old name, or remove the directive when the rename was never needed.");
}

static bool refuse_label(struct renaming *r, const struct source_file *file, const struct directive *d,
                         const char *why)
{
    fail(r->fail, FAIL_USAGE, "%s:%u:%u: renamed-from %s: %s", file->path, d->line, d->column, d->text, why);
    return fail_hint(r->fail, "Write it before the label's new name inside CREATE TYPE ... AS ENUM, with the "
                              "old label as it was written.");
}

/* A label of an enum, once the type has its name. */
static bool take_label(struct renaming *r, const struct source_file *file, const struct source_statement *s,
                       const struct directive *d)
{
    struct change c = { .arena = r->arena, .out = &r->found };
    const struct target target = { "TYPE", s->object.schema, s->object.name, NULL };
    const char *label;

    if (!target_label(r->arena, file, d, &label, r->fail))
        return false;
    c.now = text_equal(s->object.kind, "type") ? target_find(r->arena, r->request->to, &target) : NULL;
    if (!label || !c.now || !c.now->kind->rename_label)
        return refuse_label(r, file, d, "it does not stand before a label of an enum");
    c.was = model_find(r->from, c.now->kind, c.now->identity);
    if (!c.was || c.was->kind->rename_label(&c, d->text, label))
        return true;
    return refuse_label(r, file, d, "the present state has no such label");
}

static bool take_directive(struct renaming *r, const struct source_file *file,
                           const struct source_statement *s, const struct directive *d, enum pass pass)
{
    struct target target;
    bool known;

    if (d->literal)
        return pass != PASS_PARTS || take_label(r, file, s, d);
    if (!target_of(r->arena, file, s, d, &target, &known, r->fail))
        return false;
    if (!known)
        return true;
    bool part = target.on != NULL;
    if (part != (pass == PASS_PARTS))
        return true;
    const struct object *now = target_find(r->arena, r->request->to, &target);
    if (!now)
        return missing(r, file, d, &target);
    if (model_find(r->from, now->kind, now->identity))
        return true;
    struct target old = { .kind = target.kind,
                          .name = d->old[d->n_old - 1],
                          .on = target.on,
                          .schema = d->n_old > 1 ? d->old[d->n_old - 2]
                                    : part       ? NULL
                                                 : target.schema };
    const struct object *was = target_find(r->arena, r->from, &old);
    if (!was)
        return missing(r, file, d, &old);
    rename_object(r, was, now);
    return true;
}

static bool take_directives(struct renaming *r, enum pass pass)
{
    for (size_t i = 0; i < r->request->n_files; i++) {
        const struct source_file *file = &r->request->files[i];
        for (size_t k = 0; k < file->n_directives; k++) {
            const struct directive *d = &file->directives[k];
            if (d->kind != DIRECTIVE_RENAMED_FROM || d->statement == NO_STATEMENT)
                continue;
            if (!take_directive(r, file, &file->statements[d->statement], d, pass))
                return false;
        }
    }
    return true;
}

/* ------------------------------------------------------------ twins */

/* Where a definition such as "CREATE TRIGGER name BEFORE..." or "name ON..." says the object's own name. */
static const char *own_name(const char *definition, const char *local)
{
    size_t size = strlen(local);

    for (const char *at = definition; (at = strstr(at, local)); at++)
        if ((at == definition || at[-1] == ' ') && at[size] == ' ')
            return at;
    return NULL;
}

/* The object's facts with its own name taken out of the text, so that twins read the same. */
static const char *contents(struct arena *a, const struct object *o)
{
    struct text t = text_new(a);
    const char *local = name_local(a, o->name);

    for (size_t i = 0; i < o->kind->n_attributes; i++) {
        const char *v = o->values[i] ? o->values[i] : "\001";
        const char *own = own_name(v, local);
        text_add_bytes(&t, v, own ? (size_t)(own - v) : strlen(v));
        text_addf(&t, "%s\n", own ? own + strlen(local) : "");
    }
    /* A sequence is told from others by the column that owns it. */
    for (size_t i = 0; i < o->n_children; i++)
        for (size_t k = 0;
             !(o->children[i]->kind->traits & KIND_SATELLITE) && k < o->children[i]->kind->n_attributes; k++)
            text_addf(&t, "%s\n", o->children[i]->values[k] ? o->children[i]->values[k] : "");
    return t.at;
}

/* What holds data is renamed only when something else says which one it is. */
static bool may_have_twin(const struct object *o)
{
    if (!(o->kind->traits & KIND_TWINS))
        return false;
    for (size_t i = 0; i < o->n_children; i++)
        if (!(o->children[i]->kind->traits & KIND_SATELLITE))
            return true;
    return !kind_holds_data(o);
}

/* The only child of the same parent in `m` that has no partner in `other` and the same contents as `o`. */
static const struct object *twin(struct renaming *r, const struct model *m, const struct model *other,
                                 const struct object *o)
{
    const struct object *parent = o->parent ? model_find(m, o->parent->kind, o->parent->identity) : NULL;
    const struct object *found = NULL;

    for (size_t i = 0; parent && i < parent->n_children; i++) {
        const struct object *x = parent->children[i];
        if (x->kind != o->kind || !may_have_twin(x) || model_find(other, x->kind, x->identity) ||
            !text_equal(contents(r->arena, x), contents(r->arena, o)))
            continue;
        if (found)
            return NULL;
        found = x;
    }
    return found;
}

static bool take_twins(struct renaming *r)
{
    const struct model *to = r->request->to;

    for (size_t i = 0; i < to->n_objects; i++) {
        const struct object *now = to->objects[i];
        if (!may_have_twin(now) || model_find(r->from, now->kind, now->identity))
            continue;
        const struct object *was = twin(r, r->from, to, now);
        if (was && twin(r, to, r->from, was) == now)
            rename_object(r, was, now);
    }
    return true;
}

/* ------------------------------------------------------------ */

static bool carry_out(struct renaming *r, struct statement_list *out)
{
    struct change c = { .arena = r->arena, .out = out };
    PGconn *db;

    if (!r->found.n)
        return true;
    if (!r->request->open(r->request->context, &db, r->fail))
        return false;
    for (size_t i = 0; i < r->found.n; i++) {
        if (!pg_run(db, r->found.at[i].sql, FAIL_FAILED, r->fail))
            return fail_context(r->fail, "cannot rename: %s", r->found.at[i].sql);
        say(&c, r->found.at[i].cost, "%s", r->found.at[i].sql);
    }
    return model_read(r->arena, db, r->request->managed, &r->from, r->fail);
}

bool rename_apply(struct arena *a, const struct rename_request *request, struct model **from,
                  struct statement_list *out, struct fail *f)
{
    struct renaming r = { .arena = a, .request = request, .from = *from, .fail = f };

    for (enum pass pass = PASS_WHOLES; pass < PASSES; pass++) {
        r.found = (struct statement_list){ 0 };
        if (!(pass == PASS_TWINS ? take_twins(&r) : take_directives(&r, pass)) || !carry_out(&r, out))
            return false;
    }
    *from = r.from;
    return true;
}
