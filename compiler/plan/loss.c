/*
 * loss: see loss.h.
 */
#include "loss.h"

/* Capability of the statement, and the rule's name in `allow`. */
static const struct {
    const char *capability, *rule;
} losses[] = {
    { "drop_table", "drop-table" },   { "drop_column", "drop-column" },
    { "drop_schema", "drop-schema" }, { "drop_sequence", "drop-sequence" },
    { "truncate", "truncate" },       { "drop_foreign_table", "drop-foreign-table" },
};

static bool can(const struct source_statement *s, const char *capability)
{
    for (size_t i = 0; i < s->n_capabilities; i++)
        if (text_equal(s->capabilities[i], capability))
            return true;
    return false;
}

static bool is_allowed(const struct source_statement *s, const char *rule)
{
    for (size_t i = 0; i < s->n_directives; i++)
        if (s->directives[i].kind == DIRECTIVE_ALLOW && text_equal(s->directives[i].text, rule))
            return true;
    return false;
}

static void report(const struct source_file *file, const struct source_statement *s, const char *rule,
                   size_t *found, struct fail *f)
{
    if (!(*found)++) {
        fail_named(f, FAIL_BLOCKED, "loss.unexplained", "%s:%u:%u: this loses data and no reason is given",
                   file->path, s->line, s->column);
        fail_hint(
            f,
            "Write \"-- pgbale: allow %s \"where the data went, or why it may go\"\" before the statement.",
            rule);
    }
    fail_detail(f, "%s:%u: %s", file->path, s->line, rule);
}

bool loss_check(const struct draft *d, struct fail *f)
{
    size_t found = 0;

    for (size_t i = 0; i < d->n_files; i++)
        for (size_t k = 0; k < d->files[i].n_statements; k++) {
            const struct source_statement *s = &d->files[i].statements[k];
            for (size_t l = 0; l < countof(losses); l++)
                if (can(s, losses[l].capability) && !is_allowed(s, losses[l].rule))
                    report(&d->files[i], s, losses[l].rule, &found, f);
        }
    return found == 0;
}
