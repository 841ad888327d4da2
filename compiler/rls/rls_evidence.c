/*
 * rls_evidence: see rls_evidence.h. The same rows are made in both states; a file whose rows do not fit one
 * of them (a column is new, or gone) is named and left out. Values that are others each time (now(), random
 * keys), or that have other columns, say nothing: then only the number of rows counts.
 */
#include "rls_evidence.h"

enum { ROWS_SHOWN = 3, DIFFERENCES = 10000, TEXT = 1 << 16, NAME = 4096 };

static bool ask_file(struct arena *a, PGconn *db, const struct rls_file *file, const struct rls_answer **out,
                     const char **silent, struct fail *f)
{
    struct rls_answer *answers = arena_array(a, file->n_steps, sizeof *answers);

    *out = answers;
    for (size_t i = 0; i < file->n_steps && !*silent; i++) {
        const struct rls_step *s = &file->steps[i];
        if (!rls_ask(a, db, s, &answers[i], f))
            return false;
        if (!s->is_case && answers[i].state)
            *silent = format(a, "line %u: %s", s->line, answers[i].message);
    }
    return true;
}

bool rls_evidence_ask(struct arena *a, PGconn *db, const char *settings, const struct rls_file *files,
                      size_t n, struct rls_asked *out, struct fail *f)
{
    const struct rls_answer **answers = arena_array(a, n, sizeof *answers);
    const char **silent = arena_array(a, n, sizeof *silent);

    for (size_t i = 0; i < n; i++) {
        bool done = rls_ask_begin(db, settings, f) && ask_file(a, db, &files[i], &answers[i], &silent[i], f);
        rls_ask_end(db);
        if (!done)
            return false;
    }
    *out = (struct rls_asked){ .files = files, .n_files = n, .answers = answers, .silent = silent };
    return true;
}

/* ------------------------------------------------------------ comparison */

/* Without values that are others each time: proofs are the same each time. */
static const char *answer_text(struct arena *a, const struct rls_answer *x, bool values)
{
    struct text t = text_new(a);

    if (x->state)
        return format(a, "refused, %s: %s", x->state, x->message);
    text_addf(&t, "%llu row%s", (unsigned long long)x->count, x->count == 1 ? "" : "s");
    for (size_t i = 0; values && i < x->n_rows && i < ROWS_SHOWN; i++)
        text_addf(&t, "%s%s", i ? "; " : ": ", x->rows[i]);
    if (values && x->n_rows > ROWS_SHOWN)
        text_addf(&t, "; and %zu more", x->n_rows - ROWS_SHOWN);
    return t.at;
}

struct comparing {
    struct arena *arena;
    struct rls_difference *at;
    size_t n, room;
    uint64_t asked, same;
};

static void add(struct comparing *c, struct rls_difference one)
{
    if (c->n == c->room)
        c->at = arena_grow(c->arena, c->at, c->n, &c->room, sizeof *c->at);
    c->at[c->n++] = one;
}

/* Answers of a file: before and after, each a first and a second time. */
struct sides {
    const struct rls_answer *was, *was_again, *now, *now_again;
};

static void compare_file(struct comparing *c, const struct rls_file *file, const struct sides *x)
{
    for (size_t i = 0; i < file->n_steps; i++) {
        const struct rls_step *s = &file->steps[i];
        if (!s->is_case)
            continue;
        bool values = rls_answer_same(&x->was[i], &x->was_again[i], true) &&
                      rls_answer_same(&x->now[i], &x->now_again[i], true);
        bool columns = x->was[i].n_columns == x->now[i].n_columns;
        c->asked++;
        if (rls_answer_same(&x->was[i], &x->now[i], values && columns)) {
            c->same++;
            continue;
        }
        add(c, (struct rls_difference){ .name = s->name,
                                        .file = s->file,
                                        .line = s->line,
                                        .role = s->role,
                                        .before = answer_text(c->arena, &x->was[i], values),
                                        .after = answer_text(c->arena, &x->now[i], values) });
    }
}

struct rls_evidence rls_evidence_compare(struct arena *a, const struct rls_asked was[2],
                                         const struct rls_asked now[2])
{
    struct comparing c = { .arena = a };

    for (size_t i = 0; i < now->n_files; i++) {
        const char *silent = was->silent[i]   ? format(a, "before, %s", was->silent[i])
                             : now->silent[i] ? format(a, "after, %s", now->silent[i])
                                              : NULL;
        if (silent)
            add(&c, (struct rls_difference){ .file = now->files[i].path, .before = silent });
        else
            compare_file(&c, &now->files[i],
                         &(struct sides){ was[0].answers[i], was[1].answers[i], now[0].answers[i],
                                          now[1].answers[i] });
    }
    return (struct rls_evidence){ .asked = c.asked, .same = c.same, .at = c.at, .n = c.n };
}

/* ------------------------------------------------------------ forms */

static const char *safe(struct arena *a, const char *s)
{
    return text_shown(a, s, strlen(s), false);
}

const char *rls_evidence_text(struct arena *a, const struct rls_evidence *e)
{
    struct text t = text_new(a);

    if (e->asked)
        text_addf(&t, "  asked before and after (tests/rls): %llu case%s, %llu answered the same\n",
                  (unsigned long long)e->asked, e->asked == 1 ? "" : "s", (unsigned long long)e->same);
    for (size_t i = 0; i < e->n; i++) {
        const struct rls_difference *d = &e->at[i];
        if (!d->name)
            text_addf(&t, "    %s: cannot be asked %s\n", safe(a, d->file), safe(a, d->before));
        else
            text_addf(&t, "    %s (%s:%u), as %s\n      before: %s\n      after:  %s\n", safe(a, d->name),
                      safe(a, d->file), d->line, safe(a, d->role), safe(a, d->before), safe(a, d->after));
    }
    return t.at;
}

json_t *rls_evidence_put(const struct rls_evidence *e)
{
    json_t *root = json_new_object(), *list = json_new_array();

    for (size_t i = 0; i < e->n; i++) {
        const struct rls_difference *d = &e->at[i];
        json_t *one = json_new_object();
        json_put_text(one, "file", d->file);
        json_put_text(one, "before", d->before);
        if (d->name) {
            json_put_text(one, "case", d->name);
            json_put_number(one, "line", d->line);
            json_put_text(one, "role", d->role);
            json_put_text(one, "after", d->after);
        }
        json_push(list, one);
    }
    json_put_number(root, "asked", e->asked);
    json_put_number(root, "same", e->same);
    json_put(root, "differs", list);
    return root;
}

static bool take_one(struct arena *a, struct json_value *v, struct rls_difference *d, struct fail *f)
{
    uint64_t line = 0;

    if (!json_take_text(a, v, "file", NAME, &d->file, f) ||
        !json_take_text(a, v, "before", TEXT, &d->before, f))
        return false;
    if (json_has(v, "case") && (!json_take_text(a, v, "case", NAME, &d->name, f) ||
                                !json_take_number(v, "line", UINT32_MAX, &line, f) ||
                                !json_take_text(a, v, "role", NAME, &d->role, f) ||
                                !json_take_text(a, v, "after", TEXT, &d->after, f)))
        return false;
    d->line = (unsigned)line;
    return json_done(v, f);
}

bool rls_evidence_take(struct arena *a, struct json_value *root, struct rls_evidence *out, struct fail *f)
{
    struct json_value v, list, one;

    if (!json_take_object(root, "evidence", &v, f) ||
        !json_take_number(&v, "asked", UINT32_MAX, &out->asked, f) ||
        !json_take_number(&v, "same", UINT32_MAX, &out->same, f) ||
        !json_take_array(&v, "differs", DIFFERENCES, &list, f))
        return false;
    struct rls_difference *all = arena_array(a, json_count(&list), sizeof *all);
    for (size_t i = 0; i < json_count(&list); i++)
        if (!json_object_at(&list, i, &one, f) || !take_one(a, &one, &all[i], f))
            return false;
    out->at = all;
    out->n = json_count(&list);
    return json_done(&v, f);
}
