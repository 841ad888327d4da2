/*
 * hazard_seen: see hazard.h.
 */
#include "hazard.h"

/* Findings that say that rows are written anew or read under a lock. */
static const char *const costly[] = { "table-rewrite", "constraint-scan",     "unique-scan",
                                      "not-null-scan", "index-blocks-writes", "table-scan" };

static bool is_costly(const char *rule)
{
    for (size_t i = 0; i < countof(costly); i++)
        if (strcmp(costly[i], rule) == 0)
            return true;
    return false;
}

static bool blocks_writers(const struct observed_relation *r)
{
    return r->lock >= OBSERVED_SHARE;
}

static bool happened(const struct observed *seen)
{
    for (size_t i = 0; i < seen->n_relations; i++)
        if (seen->relations[i].rewritten ||
            (seen->relations[i].scanned && blocks_writers(&seen->relations[i])))
            return true;
    return false;
}

/* What is read or written anew because the statement says so is not news. */
static bool says_so(const struct source_statement *s)
{
    static const char *const tags[] = { "TRUNCATE TABLE", "CLUSTER", "VACUUM", "REINDEX",
                                        "REFRESH MATERIALIZED VIEW" };

    for (size_t i = 0; i < countof(tags); i++)
        if (text_equal(s->tag, tags[i]))
            return true;
    return s->is_dml;
}

static void add(struct findings *out, const struct source_file *file, const struct source_statement *s,
                const char *rule, const struct observed_relation *r, const char *message, const char *hint)
{
    struct arena *a = out->arena;
    const struct directive *allow = source_allow(s, rule);

    findings_add(out, &(struct finding){ .rule = rule,
                                         .level = FINDING_WARNING,
                                         .file = file->path,
                                         .line = s->line,
                                         .column = s->column,
                                         .object = r->name,
                                         .message = format(a, "%s (it took %s on %s)", message,
                                                           observed_lock_words[r->lock], r->name),
                                         .hint = hint,
                                         .waived = allow ? allow->reason : NULL });
}

static bool has(const struct findings *all, const char *rule)
{
    for (size_t i = 0; i < all->n; i++)
        if (strcmp(all->at[i].rule, rule) == 0)
            return true;
    return false;
}

/* What happened though nothing in the text says so: a volatile default, a domain's check, a DO block. */
static void add_unforeseen(struct findings *out, const struct source_file *file,
                           const struct source_statement *s, const struct observed *seen)
{
    bool known = false;

    for (size_t i = 0; i < out->n; i++)
        known = known || is_costly(out->at[i].rule);
    for (size_t i = 0; i < seen->n_relations; i++) {
        const struct observed_relation *r = &seen->relations[i];
        if (r->rewritten && !has(out, "table-rewrite"))
            add(out, file, s, "table-rewrite", r,
                "the whole table is written anew while nobody can read or write it",
                "Add a new column, fill it in parts, and switch over.");
        else if (!known && !r->rewritten && r->scanned && blocks_writers(r))
            add(out, file, s, "table-scan", r, "all rows are read under a lock that keeps writers out",
                "Do what reads them in a form that does not lock, or in a quiet hour.");
    }
}

struct findings hazard_seen(struct arena *a, const struct proof *p, const struct source_file *file,
                            const struct source_statement *s, const struct findings *found)
{
    const struct proof_effect *e = p && p->watched ? proof_effect_of(p, file, s) : NULL;
    struct findings out = { .arena = a };

    if (!p || !p->watched || (e && !e->watched) || says_so(s))
        return *found;
    for (size_t i = 0; i < found->n; i++)
        if (!is_costly(found->at[i].rule) || (e && happened(&e->seen)))
            findings_add(&out, &found->at[i]);
    if (e)
        add_unforeseen(&out, file, s, &e->seen);
    return out;
}
