/*
 * check_lints: see check_lints.h.
 */
#include "check_lints.h"

void check_lints_begin(struct arena *a, const struct source_file *schema, size_t n, struct check_lints *out)
{
    *out = (struct check_lints){ .arena = a, .schema = schema, .n_schema = n };
}

/* ------------------------------------------------------------ places */

/* "t" or "schema.t" as a file gives it, held against both parts. */
static bool is_table(const char *given, const char *schema, const char *table)
{
    size_t size = strlen(schema);

    if (strncmp(given, schema, size) == 0 && given[size] == '.')
        return strcmp(given + size + 1, table) == 0;
    return strcmp(given, table) == 0;
}

static bool declares(const struct source_object *o, const struct lint_found *l)
{
    if (!text_equal(o->kind, l->kind) || !text_equal(o->name, l->name))
        return false;
    return l->on ? o->on && is_table(o->on, l->schema, l->on)
                 : !o->schema || text_equal(o->schema, l->schema);
}

static const struct source_statement *
statement_of(const struct check_lints *l, const struct lint_found *found, const struct source_file **file)
{
    for (size_t i = 0; i < l->n_schema; i++)
        for (size_t k = 0; k < l->schema[i].n_statements; k++)
            if (declares(&l->schema[i].statements[k].object, found)) {
                *file = &l->schema[i];
                return &l->schema[i].statements[k];
            }
    return NULL;
}

static struct finding finding_of(const struct check_lints *l, const struct draft *d,
                                 const struct lint_found *found)
{
    const struct source_file *file = NULL;
    const struct source_statement *s = statement_of(l, found, &file);
    struct finding one = { .rule = found->rule,
                           .level = found->level,
                           .file = d->migration->ini,
                           .object = found->object,
                           .message = found->message,
                           .hint = found->hint };

    if (!s)
        return one;
    const struct directive *allow = source_allow(s, found->rule);
    one.file = file->path;
    one.line = s->line;
    one.column = s->column;
    one.waived = allow ? allow->reason : NULL;
    return one;
}

/* ------------------------------------------------------------ migrations */

static void add(struct check_lints *l, const struct draft *d, const struct lint_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (l->n == l->room)
            l->at = arena_grow(l->arena, l->at, l->n, &l->room, sizeof *l->at);
        l->at[l->n++] = (struct check_lint){ .finding = finding_of(l, d, &list->at[i]), .since = d };
    }
}

static void end(struct check_lints *l, const struct lint_found *gone)
{
    for (size_t i = 0; i < l->n; i++)
        if (text_equal(l->at[i].finding.rule, gone->rule) &&
            text_equal(l->at[i].finding.object, gone->object))
            l->at[i].over = true;
}

void check_lints_next(struct check_lints *l, const struct draft *d, const struct lint_step *s, bool *used)
{
    const struct migration *m = d->migration;

    for (size_t i = 0; i < s->gone.n; i++)
        end(l, &s->gone.at[i]);
    add(l, d, &s->found);
    add(l, d, &s->events);
    for (size_t i = 0; i < l->n; i++) {
        const struct migration_waiver *which = NULL;
        struct finding *one = &l->at[i].finding;
        const char *why = l->at[i].over ? NULL : verdict_waived(m, one->rule, one->object, &which);
        if (!why)
            continue;
        used[which - m->waivers] = true;
        if (!one->waived)
            one->waived = why;
    }
}

/* ------------------------------------------------------------ directives */

static bool covers(const struct check_lints *l, const struct source_file *file,
                   const struct source_statement *s, const char *rule)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct finding *one = &l->at[i].finding;
        if (!l->at[i].over && text_equal(one->rule, rule) && text_equal(one->file, file->path) &&
            one->line == s->line && one->column == s->column)
            return true;
    }
    return false;
}

void check_lints_unused(const struct check_lints *l, struct findings *out)
{
    for (size_t i = 0; i < l->n_schema; i++)
        for (size_t k = 0; k < l->schema[i].n_statements; k++) {
            const struct source_statement *s = &l->schema[i].statements[k];
            for (size_t n = 0; n < s->n_directives; n++) {
                const struct directive *d = &s->directives[n];
                if (d->kind != DIRECTIVE_ALLOW || !lint_known(d->text) ||
                    covers(l, &l->schema[i], s, d->text))
                    continue;
                findings_add(out,
                             &(struct finding){
                                 .rule = "waiver-unused",
                                 .level = FINDING_WARNING,
                                 .file = l->schema[i].path,
                                 .line = d->line,
                                 .column = d->column,
                                 .message = format(l->arena, "nothing here needs \"%s\" allowed", d->text),
                                 .hint = "Remove it: it would cover what nobody has looked at." });
            }
        }
}
