/*
 * rls_cases: see rls_cases.h.
 */
#include "rls_cases.h"

#include "json.h"

static bool refuse(const struct source_file *file, unsigned line, const char *what, const char *next,
                   struct fail *f)
{
    fail_named(f, FAIL_USAGE, "rls.case", "%s:%u: %s", file->path, line, what);
    return fail_hint(f, "%s", next);
}

/* Who asks. A token names its role, so claims without one get it. */
static bool take_person(struct arena *a, const struct source_file *file, const struct directive *d,
                        struct rls_step *s, struct fail *f)
{
    owned(json_release) json_t *claims =
        d->claims ? json_loadb(d->claims, strlen(d->claims), JSON_REJECT_DUPLICATES, NULL) : NULL;

    s->role = d->text;
    s->claims = NULL;
    if (!d->claims)
        return true;
    if (!json_is_object(claims))
        return refuse(file, d->line, "the claims are no JSON object",
                      "Write -- pgbale: as ROLE {\"sub\": \"...\"}.", f);
    if (!json_object_get(claims, "role"))
        json_put_text(claims, "role", d->text);
    char *text = json_dumps(claims, JSON_COMPACT | JSON_SORT_KEYS);
    s->claims = arena_text(a, text);
    free(text);
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool take_expected(struct arena *a, const struct source_file *file,
                          const struct source_statement *from, struct rls_step *s, struct fail *f)
{
    const char **rows = arena_array(a, from->n_directives, sizeof *rows);
    size_t n = 0;

    for (size_t i = 0; i < from->n_directives; i++) {
        const struct directive *d = &from->directives[i];
        if (d->kind != DIRECTIVE_EXPECT)
            continue;
        if (n++ && (d->answer != ANSWER_ROW || s->answer != ANSWER_ROW))
            return refuse(file, d->line, "there is an expectation already",
                          "Keep one; only \"expect row\" may stand more than once.", f);
        s->is_case = true;
        s->answer = d->answer;
        s->least = d->least;
        s->most = d->most;
        if (d->answer == ANSWER_REFUSED)
            s->state = d->text;
        else if (d->answer == ANSWER_ROW)
            rows[s->n_rows++] = d->text;
    }
    if (s->n_rows > 1)
        qsort(rows, s->n_rows, sizeof *rows, by_text);
    s->rows = rows;
    return true;
}

static bool take_statement(struct arena *a, const struct source_file *file,
                           const struct source_statement *from, struct rls_step *person, struct rls_step *out,
                           struct fail *f)
{
    *out = (struct rls_step){ .file = file->path, .line = from->line, .sql = source_text(a, file, from) };
    if (!take_expected(a, file, from, out, f))
        return false;
    for (size_t i = 0; i < from->n_directives; i++) {
        const struct directive *d = &from->directives[i];
        if (d->kind == DIRECTIVE_AS && !take_person(a, file, d, person, f))
            return false;
        if (d->kind == DIRECTIVE_CASE && !out->is_case)
            return refuse(file, d->line, "the case expects nothing",
                          "Add -- pgbale: expect rows N, expect row ..., or expect refused.", f);
        if (d->kind == DIRECTIVE_CASE)
            out->name = d->text;
    }
    if (!out->is_case)
        return true;
    if (!person->role)
        return refuse(file, from->line, "nobody asks", "Say who before it: -- pgbale: as ROLE.", f);
    out->role = person->role;
    out->claims = person->claims;
    if (!out->name)
        out->name = format(a, "%s asks at line %u", out->role, out->line);
    return true;
}

static bool take_file(struct arena *a, const struct source_file *file, struct rls_file *out, struct fail *f)
{
    struct rls_step *steps = arena_array(a, file->n_statements, sizeof *steps), person = { 0 };

    *out = (struct rls_file){ .path = file->path, .steps = steps, .n_steps = file->n_statements };
    for (size_t i = 0; i < file->n_statements; i++) {
        const struct source_statement *s = &file->statements[i];
        if (!s->in_transaction_ok || strcmp(s->tag, "COMMIT") == 0 || strcmp(s->tag, "ROLLBACK") == 0)
            return refuse(file, s->line, format(a, "%s cannot be part of a test", s->tag),
                          "All of a file runs in one transaction, which is rolled back.", f);
        if (!take_statement(a, file, s, &person, &steps[i], f))
            return false;
        out->n_cases += steps[i].is_case;
    }
    return true;
}

bool rls_cases_read(struct arena *a, const struct project *p, const struct rls_file **out, size_t *n,
                    struct fail *f)
{
    const char *folder = strcmp(p->folder, ".") == 0 ? "tests/rls" : format(a, "%s/tests/rls", p->folder);
    const struct source_file *files;

    *n = 0;
    if (file_is_folder(folder) && !source_load_folder(a, folder, folder, SOURCE_ANY, &files, n, f))
        return false;
    struct rls_file *list = arena_array(a, *n, sizeof *list);
    for (size_t i = 0; i < *n; i++)
        if (!take_file(a, &files[i], &list[i], f))
            return false;
    *out = list;
    return true;
}
