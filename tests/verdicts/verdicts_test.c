/*
 * verdicts_test: changes with the verdicts that they must get, and the proof by execution.
 *
 * Every case begins with the table `t` of `base` below. A case is a block of a file: "== NAME", then "--
 * before", "-- change", and any of "-- reader", "-- writer",
 * "-- caller" with "compatible", "unknown" or "breaking" behind it: one statement per line that a client
 * sends. Each statement runs before and after the change as the role `client`, rolled back. Where the verdict
 * is compatible, what worked must work and show the same columns, types and rows. Where it is breaking, at
 * least one of the statements must notice: a rule that cries for nothing is a bug as well.
 */
#include "pg.h"
#include "read.h"
#include "verdict.h"

enum { BLOCK_LINES = 64 };

static const char base[] = "drop schema if exists public, hidden cascade;\n"
                           "create schema public;\n"
                           "grant usage on schema public to public;\n"
                           "create schema hidden;\n"
                           "create table t (id int primary key, a text, b int default 7, c varchar(10));\n"
                           "insert into t values (1, 'x', 2, 'y'), (2, 'z', 3, 'w');\n"
                           "grant select, insert, update, delete on t to client;\n";

struct script {
    bool given;
    enum verdict expected;
    const char *lines[BLOCK_LINES];
    size_t n;
};

struct block {
    const char *name;
    struct text before, change;
    struct script scripts[AUDIENCES];
};

struct run {
    struct arena *arena;
    PGconn *db;
    struct text found; /* of the case */
    size_t count, failed;
};

static const char *const headings[AUDIENCES] = { "-- reader ", "-- writer ", "-- caller " };

/* ------------------------------------------------------------ execution */

static void note(struct run *r, const char *pattern, const char *what)
{
    text_addf(&r->found, "# %s: %s\n", pattern, what);
}

/* What a statement shows: its error's SQLSTATE, or columns, types and rows. */
static const char *outcome(struct arena *a, PGconn *db, const char *sql)
{
    PQclear(PQexec(db, "begin; set local role client"));
    PGresult *rows = PQexec(db, sql);
    struct text t = text_new(a);
    ExecStatusType status = PQresultStatus(rows);

    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        text_addf(&t, "error %s", PQresultErrorField(rows, PG_DIAG_SQLSTATE));
    } else {
        text_addf(&t, "%s:", PQcmdStatus(rows));
        for (int c = 0; c < PQnfields(rows); c++)
            text_addf(&t, " %s/%u", PQfname(rows, c), PQftype(rows, c));
        for (int i = 0; i < PQntuples(rows); i++)
            for (int c = 0; c < PQnfields(rows); c++)
                text_addf(&t, "|%s", PQgetisnull(rows, i, c) ? "\\N" : PQgetvalue(rows, i, c));
    }
    PQclear(rows);
    PQclear(PQexec(db, "rollback"));
    return t.at;
}

static void outcomes(struct run *r, PGconn *db, const struct block *b,
                     const char *seen[AUDIENCES][BLOCK_LINES])
{
    for (int i = 0; i < AUDIENCES; i++)
        for (size_t k = 0; k < b->scripts[i].n; k++)
            seen[i][k] = outcome(r->arena, db, b->scripts[i].lines[k]);
}

static bool setup(struct run *r, PGconn *db, const char *sql)
{
    struct fail f;

    if (pg_run(db, sql, FAIL_FAILED, &f))
        return true;
    note(r, "the case cannot be set up", f.message);
    return false;
}

/* Varchar and text are the same to a client that reads text. */
static bool same_outcome(const char *x, const char *y)
{
    return strcmp(x, y) == 0;
}

static void judge_case(struct run *r, const struct block *b, const struct verdict_client *v,
                       const char *was[AUDIENCES][BLOCK_LINES], const char *now[AUDIENCES][BLOCK_LINES])
{
    for (enum audience i = 0; i < AUDIENCES; i++) {
        const struct script *s = &b->scripts[i];
        enum verdict computed = verdict_of(v, i);
        bool differs = false;
        if (computed != s->expected)
            text_addf(&r->found, "# %s: computed %s, expected %s\n", audience_words[i],
                      verdict_words[computed], verdict_words[s->expected]);
        for (size_t k = 0; k < s->n; k++) {
            if (same_outcome(was[i][k], now[i][k]))
                continue;
            differs = true;
            if (computed == VERDICT_COMPATIBLE)
                text_addf(&r->found, "# refuted: %s\n#   before: %s\n#   after: %s\n", s->lines[k], was[i][k],
                          now[i][k]);
        }
        if (computed == VERDICT_BREAKING && s->n && !differs)
            text_addf(&r->found, "# %s are said to break, but nothing differs\n", audience_words[i]);
        for (size_t k = 0; k < s->n; k++)
            if (text_starts(was[i][k], "error"))
                text_addf(&r->found, "# does not work before the change (%s): %s\n", was[i][k], s->lines[k]);
    }
}

static void run_in(struct run *r, PGconn *db, const struct block *b)
{
    static const char *const schemas[] = { "public", "hidden" };
    static const struct managed managed = { .schemas = schemas, .n_schemas = countof(schemas) };
    const char *was[AUDIENCES][BLOCK_LINES], *now[AUDIENCES][BLOCK_LINES], *seen[] = { "public" },
                                                                           *roles[] = { "client" };
    struct project_client client = { .name = "client", .roles = { roles, 1 }, .schemas = { seen, 1 } };
    struct model *before, *after;
    struct verdict_scope scope;
    struct fail f;

    if (!setup(r, db, format(r->arena, "%s%s", base, b->before.at)))
        return;
    outcomes(r, db, b, was);
    if (!model_read(r->arena, db, &managed, &before, &f) ||
        !verdict_scope(r->arena, db, &client, &scope, &f)) {
        note(r, "cannot read the state before", f.message);
        return;
    }
    if (!setup(r, db, b->change.at))
        return;
    if (!model_read(r->arena, db, &managed, &after, &f)) {
        note(r, "cannot read the state after", f.message);
        return;
    }
    outcomes(r, db, b, now);
    struct verdict_client v = verdict_judge(r->arena, before, after, &scope);
    judge_case(r, b, &v, was, now);
    for (size_t i = 0; r->found.size && i < v.n_reasons; i++)
        text_addf(&r->found, "# reason: %s %s: %s\n", v.reasons[i].rule, v.reasons[i].object,
                  v.reasons[i].why);
}

static void run_block(struct run *r, const struct block *b)
{
    r->count++;
    r->found = text_new(r->arena);
    run_in(r, r->db, b);
    r->failed += r->found.size != 0;
    printf("%sok %zu - %s\n%s", r->found.size ? "not " : "", r->count, b->name, r->found.at);
    fflush(stdout);
}

/* ------------------------------------------------------------ reading */

static enum verdict verdict_word(const char *word)
{
    for (enum verdict v = VERDICT_COMPATIBLE; v <= VERDICT_BREAKING; v++)
        if (strcmp(word, verdict_words[v]) == 0)
            return v;
    fprintf(stderr, "no verdict: %s\n", word);
    exit(99);
}

static struct block new_block(struct run *r, const char *name)
{
    return (struct block){ .name = name, .before = text_new(r->arena), .change = text_new(r->arena) };
}

static void run_file(struct run *r, char *content)
{
    struct block b = { .name = NULL };
    struct text *sql = NULL;
    struct script *script = NULL;

    for (char *line = strtok_r(content, "\n", &content); line; line = strtok_r(NULL, "\n", &content)) {
        if (text_starts(line, "== ")) {
            if (b.name)
                run_block(r, &b);
            b = new_block(r, line + 3);
            sql = NULL;
            script = NULL;
            continue;
        }
        if (strcmp(line, "-- before") == 0 || strcmp(line, "-- change") == 0) {
            sql = line[3] == 'b' ? &b.before : &b.change;
            script = NULL;
            continue;
        }
        bool heading = false;
        for (int i = 0; i < AUDIENCES; i++)
            if (text_starts(line, headings[i])) {
                script = &b.scripts[i];
                script->expected = verdict_word(line + strlen(headings[i]));
                heading = true;
            }
        if (heading)
            continue;
        if (script && script->n < BLOCK_LINES)
            script->lines[script->n++] = line;
        else if (sql)
            text_addf(sql, "%s\n", line);
    }
    if (b.name)
        run_block(r, &b);
}

int main(int argc, char **argv)
{
    struct run r = { .arena = arena_new() };
    struct names files;
    struct fail f;

    if (argc != 2 || !pg_connect("options='-c client_min_messages=error'", "verdicts", NULL, &r.db, &f) ||
        !pg_run(r.db, "create role client", FAIL_FAILED, &f) || !file_list(r.arena, argv[1], &files, &f)) {
        fprintf(stderr, "usage: verdicts_test FOLDER, with a PostgreSQL server that libpq finds\n");
        return 99;
    }
    for (size_t i = 0; i < files.count; i++) {
        struct bytes text;
        if (!text_ends(files.at[i], ".cases"))
            continue;
        if (!file_read(r.arena, format(r.arena, "%s/%s", argv[1], files.at[i]), FILE_SMALL, &text, &f)) {
            fail_print(&f, "verdicts_test", stderr);
            return 99;
        }
        run_file(&r, arena_copy(r.arena, text.at, text.size));
    }
    printf("1..%zu\n", r.count);
    pg_finish(&r.db);
    arena_free(r.arena);
    return r.failed != 0;
}
