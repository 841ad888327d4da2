/*
 * rls_test: see rls_test.h. The output is what pg_prove and other harnesses read: a plan, a line per case,
 * and what was wrong in comments behind it.
 */
#include "rls_test.h"

#include "access_history.h"
#include "project_bale.h"
#include "rls_ask.h"
#include "state.h"

enum { ROWS_SHOWN = 10 };

struct telling {
    struct arena *arena;
    size_t number, failed;
};

static const char *safe(struct telling *t, const char *s)
{
    return text_shown(t->arena, s, strlen(s), false);
}

/* ------------------------------------------------------------ answers */

static bool row_sets_same(const struct rls_step *s, const struct rls_answer *a)
{
    if (s->n_rows != a->n_rows)
        return false;
    for (size_t i = 0; i < s->n_rows; i++)
        if (strcmp(s->rows[i], a->rows[i]) != 0)
            return false;
    return true;
}

static bool as_expected(const struct rls_step *s, const struct rls_answer *a)
{
    switch (s->answer) {
    case ANSWER_REFUSED:
        return a->state && strcmp(a->state, s->state ? s->state : "42501") == 0;
    case ANSWER_ROWS:
        return !a->state && a->count >= s->least && a->count <= s->most;
    case ANSWER_ROW:
        return !a->state && row_sets_same(s, a);
    }
    return false;
}

static const char *count_text(struct telling *t, const struct rls_step *s)
{
    if (s->most == UINT64_MAX)
        return format(t->arena, "%llu rows or more", (unsigned long long)s->least);
    if (s->least == s->most)
        return format(t->arena, "%llu row%s", (unsigned long long)s->least, s->least == 1 ? "" : "s");
    return format(t->arena, "%llu to %llu rows", (unsigned long long)s->least, (unsigned long long)s->most);
}

static void tell_rows(struct telling *t, const char *title, const char *const *rows, size_t n)
{
    printf("#         %s: %zu row%s\n", title, n, n == 1 ? "" : "s");
    for (size_t i = 0; i < n && i < ROWS_SHOWN; i++)
        printf("#               %s\n", safe(t, rows[i]));
    if (n > ROWS_SHOWN)
        printf("#               and %zu more\n", n - ROWS_SHOWN);
}

static void tell_difference(struct telling *t, const struct rls_step *s, const struct rls_answer *a)
{
    if (a->state)
        printf("#         have: refused, %s: %s\n", a->state, safe(t, a->message));
    else if (s->answer == ANSWER_ROW || a->n_rows)
        tell_rows(t, "have", a->rows, a->n_rows);
    else
        printf("#         have: %llu row%s\n", (unsigned long long)a->count, a->count == 1 ? "" : "s");
    if (s->answer == ANSWER_REFUSED)
        printf("#         want: refused, %s\n", s->state ? s->state : "42501");
    else if (s->answer == ANSWER_ROW)
        tell_rows(t, "want", s->rows, s->n_rows);
    else
        printf("#         want: %s\n", count_text(t, s));
}

/* A number sign would begin a directive of TAP. */
static const char *tap_name(struct telling *t, const char *name)
{
    struct text out = text_new(t->arena);

    for (const char *at = safe(t, name); *at; at++)
        text_add_bytes(&out, *at == '#' ? "\\#" : at, *at == '#' ? 2 : 1);
    return out.at;
}

static void tell(struct telling *t, const struct rls_step *s, const struct rls_answer *a)
{
    bool good = as_expected(s, a);

    printf("%sok %zu - %s\n", good ? "" : "not ", ++t->number, tap_name(t, s->name));
    if (good)
        return;
    t->failed++;
    printf("# Failed test %zu: \"%s\"\n", t->number, safe(t, s->name));
    printf("# at %s:%u, as %s%s%s\n", s->file, s->line, s->role, s->claims ? " with " : "",
           s->claims ? safe(t, s->claims) : "");
    tell_difference(t, s, a);
}

/* ------------------------------------------------------------ files */

static bool run_file(struct telling *t, PGconn *db, const struct rls_file *file, struct fail *f)
{
    printf("# %s\n", file->path);
    for (size_t i = 0; i < file->n_steps; i++) {
        const struct rls_step *s = &file->steps[i];
        struct rls_answer answer;
        if (!rls_ask(t->arena, db, s, &answer, f))
            return false;
        if (!s->is_case && answer.state) {
            printf("Bail out!  %s:%u: %s\n", s->file, s->line, safe(t, answer.message));
            fail_named(f, FAIL_FAILED, "rls.rows", "%s:%u: the rows for the cases cannot be made: %s",
                       s->file, s->line, answer.message);
            return fail_hint(f, "A statement without \"-- pgbale: expect\" is carried out as the owner.");
        }
        if (s->is_case)
            tell(t, s, &answer);
    }
    return true;
}

/* The replayed database is the one that was proven. */
static bool check_proven(struct access_history *h, struct fail *f)
{
    const struct proof **proofs = arena_array(h->arena, h->n, sizeof *proofs);
    const char *digest;

    if (!project_proofs(h->arena, h->drafts, h->n, proofs, f) || !access_history_replay(h, h->n, f) ||
        !state_digest(h->arena, h->db, state_sql(h->arena, &h->managed), &digest, f))
        return false;
    const struct proof *newest = proofs[h->n - 1];
    for (size_t i = 0; i < newest->n_states; i++) {
        const struct bale_states *s = &newest->states[i];
        if (s->major == scratch_major(h->workspace->scratch) &&
            strcmp(s->digests[s->n_digests - 1], digest) != 0) {
            fail_named(f, FAIL_BLOCKED, "proof.differs", "%s no longer leads to the state it was proven with",
                       h->drafts[h->n - 1].migration->folder);
            return fail_hint(f, "Run \"pgbale prove\".");
        }
    }
    return true;
}

static bool run_all(struct telling *t, struct access_history *h, const struct rls_file *files, size_t n,
                    struct fail *f)
{
    size_t cases = 0;

    if (!check_proven(h, f))
        return false;
    for (size_t i = 0; i < n; i++)
        cases += files[i].n_cases;
    printf("1..%zu\n", cases);
    for (size_t i = 0; i < n; i++) {
        bool done = rls_ask_begin(h->db, h->workspace->settings, f) && run_file(t, h->db, &files[i], f);
        rls_ask_end(h->db);
        if (!done)
            return false;
    }
    if (!t->failed)
        return true;
    printf("# Looks like you failed %zu test%s of %zu\n", t->failed, t->failed == 1 ? "" : "s", t->number);
    fail_named(f, FAIL_FAILED, "rls.failed", "%zu of %zu cases failed", t->failed, t->number);
    return fail_hint(f, "\"pgbale access --of migrations\" shows who may do what, and why.");
}

bool rls_test(struct cli *c, const char *folder, const char *scratch, struct fail *f)
{
    owned(access_history_close) struct access_history h = { 0 };
    struct telling t = { .arena = c->arena };
    const struct rls_file *files;
    size_t n;

    if (!access_history_open(c->arena, folder, scratch, &h, f) ||
        !rls_cases_read(c->arena, &h.project, &files, &n, f))
        return false;
    if (!n) {
        fail_named(f, FAIL_USAGE, "rls.none", "there is no case in tests/rls");
        return fail_hint(f, "pgbale(1) says under \"test\" how a case is written.");
    }
    return run_all(&t, &h, files, n, f);
}
