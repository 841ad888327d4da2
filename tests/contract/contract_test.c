/*
 * contract_test: contracts, what their requests are answered, and what is noticed of a change.
 *
 * A case is a block of a file: "== NAME", then "-- before" (SQL, behind `base` below), "-- contract" (the
 * file of the client), "-- change" (SQL), and "-- expect": one line per request, "same", "broken" (it does
 * not work before the change) or the rule that the difference breaks. "-- answers", one line per request, is
 * what the requests are answered before the change: names, then rows, "|" between them; or the error.
 */
#include "contract_inner.h"
#include "file.h"

#include <unistd.h>

enum { CASE_LINES = 40 };

static const char base[] = "drop schema if exists public, hidden cascade;\n"
                           "create schema public; create schema hidden;\n"
                           "grant usage on schema public, hidden to public;\n"
                           "alter default privileges grant all on tables to client;\n"
                           "create table team (id int primary key, name text not null);\n"
                           "create table person (id int primary key, handle text not null unique, age int,\n"
                           "  team_id int constraint person_team references team, tags text[], meta jsonb);\n"
                           "insert into team values (1, 'red'), (2, 'blue');\n"
                           "insert into person values (1, 'ada', 36, 1, '{x,y}', '{\"a\": {\"b\": 5}}'),\n"
                           "  (2, 'ben', null, 1, '{}', '{}'), (3, 'cleo, \"c\"', 20, 2, null, null);\n";

struct lines {
    const char *at[CASE_LINES];
    size_t n;
};

struct block {
    const char *name;
    struct text before, contract, change;
    struct lines expect, answers;
};

struct run {
    struct arena *arena;
    PGconn *db;
    struct text found; /* of the case */
    size_t count, failed;
    const char *scratch; /* file that a contract is written to */
};

static const char *answer_text(struct arena *a, const struct contract_answer *x)
{
    struct text t = text_new(a);

    if (x->error)
        return x->error;
    for (size_t i = 0; i < x->n_columns; i++)
        text_addf(&t, "%s%s", i ? "," : "", x->names[i]);
    for (size_t i = 0; i < x->n_rows * x->n_columns; i++)
        text_addf(&t, "%s%s", i % x->n_columns ? "," : "|", x->cells[i] ? x->cells[i] : "null");
    for (char *c = t.at; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    return x->n_columns ? t.at : x->tag;
}

static void check_answers(struct run *r, const struct block *b, const struct contract *c,
                          const struct contract_answer *was)
{
    if (b->answers.n && b->answers.n != c->n_requests)
        text_addf(&r->found, "# %zu answers for %zu requests\n", b->answers.n, c->n_requests);
    for (size_t i = 0; i < b->answers.n && i < c->n_requests; i++)
        if (strcmp(b->answers.at[i], answer_text(r->arena, &was[i])) != 0)
            text_addf(&r->found, "# %s\n#   is answered: %s\n#   expected:    %s\n", c->requests[i].shown,
                      answer_text(r->arena, &was[i]), b->answers.at[i]);
}

static void check_differences(struct run *r, const struct block *b, const struct contract *c,
                              const struct contract_answer *was, const struct contract_answer *again,
                              const struct contract_answer *now)
{
    if (b->expect.n != c->n_requests)
        text_addf(&r->found, "# %zu expectations for %zu requests\n", b->expect.n, c->n_requests);
    for (size_t i = 0; i < b->expect.n && i < c->n_requests; i++) {
        const char *rule = "broken";
        const char *what = contract_difference(r->arena, &c->requests[i], &was[i], &again[i], &now[i], &rule);
        const char *got = was[i].error ? "broken" : what ? rule : "same";
        if (strcmp(got, b->expect.at[i]) != 0)
            text_addf(&r->found, "# %s\n#   is %s, expected %s: %s\n#   before: %s\n#   after: %s\n",
                      c->requests[i].shown, got, b->expect.at[i], what ? what : "",
                      answer_text(r->arena, &was[i]), answer_text(r->arena, &now[i]));
    }
}

static bool run_in(struct run *r, const struct block *b, struct fail *f)
{
    const char *roles[] = { "client" }, *seen[] = { "hidden", "public" };
    const struct project_client client = {
        .name = "client", .roles = { roles, 1 }, .schemas = { seen, 2 }, .contract = r->scratch
    };
    const struct contract *c;
    const struct contract_answer *was, *again, *now;

    if (!file_write(r->scratch, bytes_of(b->contract.at), 0644, f) ||
        !contract_read(r->arena, &client, &c, f) ||
        !pg_run(r->db, format(r->arena, "reset all; %s%s", base, b->before.at), FAIL_FAILED, f) ||
        !contract_send(r->arena, r->db, c, NULL, 0, &was, f) ||
        !contract_send(r->arena, r->db, c, NULL, 0, &again, f))
        return false;
    check_answers(r, b, c, was);
    if (!pg_run(r->db, "reset all", FAIL_FAILED, f) || !pg_run(r->db, b->change.at, FAIL_FAILED, f) ||
        !contract_send(r->arena, r->db, c, NULL, 0, &now, f))
        return false;
    check_differences(r, b, c, was, again, now);
    return true;
}

static void run_block(struct run *r, const struct block *b)
{
    struct fail f;

    r->count++;
    r->found = text_new(r->arena);
    if (!run_in(r, b, &f)) {
        const char *wanted =
            b->expect.n == 1 && text_starts(b->expect.at[0], "refused: ") ? b->expect.at[0] + 9 : NULL;
        if (!wanted || !strstr(f.message, wanted))
            text_addf(&r->found, "# the case cannot be run: %s %s\n", f.message, f.detail);
        PQclear(PQexec(r->db, "rollback"));
    }
    r->failed += r->found.size != 0;
    printf("%sok %zu - %s\n%s", r->found.size ? "not " : "", r->count, b->name, r->found.at);
    fflush(stdout);
}

static void run_file(struct run *r, char *content)
{
    struct block b = { .name = NULL };
    struct text *sql = NULL;
    struct lines *lines = NULL;

    for (char *line = strtok_r(content, "\n", &content); line; line = strtok_r(NULL, "\n", &content)) {
        if (text_starts(line, "== ")) {
            if (b.name)
                run_block(r, &b);
            b = (struct block){ .name = line + 3,
                                .before = text_new(r->arena),
                                .contract = text_new(r->arena),
                                .change = text_new(r->arena) };
            continue;
        }
        const struct {
            const char *heading;
            struct text *text;
            struct lines *lines;
        } parts[] = { { "-- before", &b.before, NULL },
                      { "-- contract", &b.contract, NULL },
                      { "-- change", &b.change, NULL },
                      { "-- expect", NULL, &b.expect },
                      { "-- answers", NULL, &b.answers } };
        bool heading = false;
        for (size_t i = 0; i < countof(parts); i++)
            if (strcmp(line, parts[i].heading) == 0) {
                sql = parts[i].text;
                lines = parts[i].lines;
                heading = true;
            }
        if (heading)
            continue;
        if (sql)
            text_addf(sql, "%s\n", line);
        else if (lines && lines->n < CASE_LINES)
            lines->at[lines->n++] = line;
    }
    if (b.name)
        run_block(r, &b);
}

int main(int argc, char **argv)
{
    struct run r = { .arena = arena_new() };
    struct names files;
    struct fail f;

    r.scratch = format(r.arena, "/tmp/pgbale-contract-test-%ld.sql", (long)getpid());
    if (argc != 2 || !pg_connect("options='-c client_min_messages=error'", "contract", NULL, &r.db, &f) ||
        !pg_run(r.db, "create role client", FAIL_FAILED, &f) || !file_list(r.arena, argv[1], &files, &f)) {
        fprintf(stderr, "usage: contract_test FOLDER, with a PostgreSQL server that libpq finds\n");
        return 99;
    }
    for (size_t i = 0; i < files.count; i++) {
        struct bytes text;
        if (!text_ends(files.at[i], ".cases"))
            continue;
        if (!file_read(r.arena, format(r.arena, "%s/%s", argv[1], files.at[i]), FILE_SMALL, &text, &f)) {
            fail_print(&f, "contract_test", stderr);
            return 99;
        }
        run_file(&r, arena_copy(r.arena, text.at, text.size));
    }
    printf("1..%zu\n", r.count);
    unlink(r.scratch);
    pg_finish(&r.db);
    arena_free(r.arena);
    return r.failed != 0;
}
