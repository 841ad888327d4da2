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

static const char narrow[] = "narrow-column";

static bool can(const struct source_statement *s, const char *capability)
{
    for (size_t i = 0; i < s->n_capabilities; i++)
        if (text_equal(s->capabilities[i], capability))
            return true;
    return false;
}

static void report(const struct source_file *file, const struct source_statement *s, const char *rule,
                   const char *what, size_t *found, struct fail *f)
{
    if (!(*found)++) {
        fail_named(f, FAIL_BLOCKED, "loss.unexplained", "%s:%u:%u: this loses data and no reason is given",
                   file->path, s->line, s->column);
        fail_hint(
            f,
            "Write \"-- pgbale: allow %s \"where the data went, or why it may go\"\" before the statement.",
            rule);
    }
    fail_detail(f, "%s:%u: %s%s%s", file->path, s->line, rule, what ? ": " : "", what ? what : "");
}

static void report_narrowed(const struct proof *p, const struct source_file *file,
                            const struct source_statement *s, size_t *found, struct fail *f)
{
    const struct proof_effect *e = p ? proof_effect_of(p, file, s) : NULL;

    for (size_t i = 0; e && i < e->seen.n_relations; i++)
        for (size_t k = 0; k < e->seen.relations[i].n_narrowed; k++)
            report(file, s, narrow, e->seen.relations[i].narrowed[k], found, f);
}

bool loss_check(const struct draft *d, const struct proof *p, struct fail *f)
{
    size_t found = 0;

    for (size_t i = 0; i < d->n_files; i++)
        for (size_t k = 0; k < d->files[i].n_statements; k++) {
            const struct source_statement *s = &d->files[i].statements[k];
            for (size_t l = 0; l < countof(losses); l++)
                if (can(s, losses[l].capability) && !source_allow(s, losses[l].rule))
                    report(&d->files[i], s, losses[l].rule, NULL, &found, f);
            if (!source_allow(s, narrow))
                report_narrowed(p, &d->files[i], s, &found, f);
        }
    return found == 0;
}
