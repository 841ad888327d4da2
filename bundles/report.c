/*
 * report: see report.h.
 */
#include "report.h"

static const char *const outcomes[] = {
    [CHECK_OK] = "ok",
    [CHECK_NOTE] = "note",
    [CHECK_REFUSED] = "refused",
};

const char *check_outcome_text(enum check_outcome outcome)
{
    return outcomes[outcome];
}

void report_add(struct arena *a, struct bale_report *r, const char *name, enum check_outcome outcome,
                const char *pattern, ...)
{
    va_list args;

    if (!r)
        return;
    va_start(args, pattern);
    const char *text = format_list(a, pattern, args);
    va_end(args);
    if (r->n_lines == r->room)
        r->lines = arena_grow(a, r->lines, r->n_lines, &r->room, sizeof *r->lines);
    r->lines[r->n_lines++] = (struct bale_check_line){ .name = name, .outcome = outcome, .text = text };
}
