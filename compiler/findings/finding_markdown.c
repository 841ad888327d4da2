/*
 * finding_markdown: findings as a table for a comment on a pull request: what counts first, the waived ones
 * folded away.
 */
#include "finding_inner.h"

#include "text.h"

/* A cell of a table: no '|' may end it, nothing in it may become markup. */
static void add_cell(struct arena *a, struct text *t, const char *s)
{
    for (const char *at = text_shown(a, s, strlen(s), false); *at; at++) {
        if (strchr("|<>*_`\\[]", *at))
            text_add(t, "\\");
        text_add_bytes(t, at, 1);
    }
}

static void add_row(struct arena *a, struct text *t, const struct finding *f)
{
    text_addf(t, "| %s | `%s` | ", finding_level_word(f->level), f->rule);
    add_cell(a, t, f->line ? format(a, "%s:%u", f->file, f->line) : f->file);
    text_add(t, " | ");
    add_cell(a, t, finding_sentence(a, f));
    if (f->waived) {
        text_add(t, " **Because:** ");
        add_cell(a, t, f->waived);
    }
    text_add(t, " |\n");
}

static void add_table(struct arena *a, struct text *t, const struct findings *all, bool waived)
{
    text_add(t, "| level | rule | where | what |\n| --- | --- | --- | --- |\n");
    for (int level = FINDING_ERROR; level >= FINDING_NOTE; level--)
        for (size_t i = 0; i < all->n; i++)
            if (all->at[i].level == (enum finding_level)level && (all->at[i].waived != NULL) == waived)
                add_row(a, t, &all->at[i]);
}

const char *finding_markdown(struct arena *a, const struct findings *all, bool colour)
{
    struct text t = text_new(a);
    size_t counts = findings_count(all, FINDING_NOTE), waived = all->n - counts;

    (void)colour;
    text_addf(&t, "### pgbale check: %zu finding%s, %zu waived\n", counts, counts == 1 ? "" : "s", waived);
    if (counts) {
        text_add(&t, "\n");
        add_table(a, &t, all, false);
    }
    if (waived) {
        text_addf(&t, "\n<details><summary>%zu waived</summary>\n\n", waived);
        add_table(a, &t, all, true);
        text_add(&t, "\n</details>\n");
    }
    return t.at;
}
