/*
 * client_test: see client_test.h.
 */
#include "client_test.h"

#include "digest.h"
#include "program.h"
#include "replay.h"

#include <inttypes.h>

struct testing {
    struct cli *cli;
    struct arena *arena;
    struct project project;
    const struct project_client *client;
    struct draft *drafts;
    size_t n;
    struct workspace *workspace;
};

bool client_test_reason(struct arena *a, const struct proof_test *t, struct verdict_reason *out)
{
    if (t->before.status != 0 || t->after.status == 0)
        return false;
    *out = (struct verdict_reason){
        .rule = "client-test",
        .object = format(a, "CLIENT %s", t->client),
        .why = format(
            a, "its test \"%s\" passes on the schema before and ends with %" PRIu64 " on the one after",
            t->command, t->after.status),
        .judged = { VERDICT_BREAKING, VERDICT_BREAKING, VERDICT_BREAKING },
    };
    return true;
}

static const struct project_client *client_named(const struct project *p, const char *name, struct fail *f)
{
    for (size_t i = 0; i < p->n_clients; i++) {
        const struct project_client *c = &p->clients[i];
        if (strcmp(c->name, name) != 0)
            continue;
        if (c->test)
            return c;
        fail(f, FAIL_USAGE, "%s:%u: the client %s has no test", p->ini, c->line, name);
        fail_hint(f, "Write \"test = COMMAND\" below [client %s].", name);
        return NULL;
    }
    fail(f, FAIL_USAGE, "%s declares no client \"%s\"", p->ini, name);
    fail_hint(f, "Add [client %s] there, or correct the name.", name);
    return NULL;
}

/* On a database with the first `n` migrations. */
static bool run_on(struct testing *t, size_t n, const char *which, struct proof_run *out, struct fail *f)
{
    owned(pg_finish) PGconn *db = NULL;
    struct program_result r;
    char *hex = arena_alloc(t->arena, ID_TEXT);

    if (!replay_all(t->arena, t->workspace, t->drafts, n, &db, f))
        return false;
    const char *dsn = scratch_dsn(t->arena, t->workspace->scratch, PQdb(db));
    pg_finish(&db);
    if (!program_run(t->arena, t->client->test, t->project.folder, dsn, &r, f))
        return false;
    fprintf(stderr, "%s", text_shown(t->arena, (const char *)r.output.at, r.output.size, true));
    digest_hex(r.output, hex);
    *out = (struct proof_run){ (uint64_t)r.status, r.milliseconds, hex };
    printf("client %s: on the schema %s the migration its test %s (status %d)\n", t->client->name, which,
           r.status ? "fails" : "passes", r.status);
    return true;
}

/* The proof with this test in place of an older one of the client. */
static void put_test(struct testing *t, struct proof *p, const struct proof_test *test)
{
    struct proof_test *tests = arena_array(t->arena, p->n_tests + 1, sizeof *tests);
    struct verdict_client *verdicts = arena_array(t->arena, p->n_verdicts, sizeof *verdicts);
    struct verdict_reason reason;
    size_t n = 0;

    for (size_t i = 0; i < p->n_tests; i++)
        if (!text_equal(p->tests[i].client, test->client))
            tests[n++] = p->tests[i];
    tests[n++] = *test;
    for (size_t i = 0; i < p->n_verdicts; i++) {
        const struct verdict_client *old = &p->verdicts[i];
        verdicts[i] = *old;
        if (!text_equal(old->client, test->client))
            continue;
        verdicts[i] = (struct verdict_client){ .client = old->client };
        for (size_t k = 0; k < old->n_reasons; k++)
            if (strcmp(old->reasons[k].rule, "client-test") != 0)
                verdicts[i] = verdict_with(t->arena, verdicts[i], &old->reasons[k], 1);
        if (client_test_reason(t->arena, test, &reason))
            verdicts[i] = verdict_with(t->arena, verdicts[i], &reason, 1);
    }
    p->tests = tests;
    p->n_tests = n;
    p->verdicts = verdicts;
}

static bool newest_proof(struct testing *t, struct proof *out, struct fail *f)
{
    const struct draft *d = &t->drafts[t->n - 1];
    const struct proof *p;

    if (!proof_read(t->arena, d->migration, &p, f))
        return false;
    if (!p) {
        fail_named(f, FAIL_BLOCKED, "proof.missing", "%s has no proof", d->migration->folder);
        return fail_hint(f, "Run \"pgbale prove\".");
    }
    *out = *p;
    return proof_fresh(t->arena, p, d, p->parent, f);
}

static bool judge(const struct testing *t, const struct proof_test *test, struct fail *f)
{
    const struct migration *m = t->drafts[t->n - 1].migration;
    const char *name = test->client;
    struct verdict_reason reason;

    if (!client_test_reason(t->arena, test, &reason))
        return true;
    for (size_t i = 0; i < m->n_clients; i++)
        if (text_equal(m->clients[i].name, name) && m->clients[i].breaks == BREAKS_YES)
            return true;
    fail_named(f, FAIL_BLOCKED, "client.broken", "%s breaks %s: its test passes before and fails after",
               m->folder, name);
    return fail_hint(f,
                     "Declare \"breaks-%s = y\" with \"min-client-%s = X.Y.Z\" in %s, or change the steps.",
                     name, name, m->ini);
}

static bool carry_out(struct testing *t, struct fail *f)
{
    struct proof_test test = { .client = t->client->name, .command = t->client->test };
    struct proof p;

    if (!newest_proof(t, &p, f) || !run_on(t, t->n - 1, "before", &test.before, f) ||
        !run_on(t, t->n, "after", &test.after, f))
        return false;
    if (test.before.status && test.after.status) {
        fail_named(f, FAIL_FAILED, "client.unfit",
                   "the test of %s fails on the schema before as well: it says nothing", test.client);
        return fail_hint(f, "What it printed stands above. POSTGRES_DSN leads to a database without rows.");
    }
    put_test(t, &p, &test);
    return proof_write(t->arena, t->drafts[t->n - 1].migration, &p, f) && judge(t, &test, f);
}

bool client_test(struct cli *c, const char *folder, const char *scratch, const char *client, struct fail *f)
{
    struct testing t = { .cli = c, .arena = c->arena };

    if (!project_open(c->arena, folder, &t.project, f) || !(t.client = client_named(&t.project, client, f)) ||
        !drafts_read(c->arena, &t.project, &t.drafts, &t.n, f))
        return false;
    if (!t.n) {
        fail(f, FAIL_USAGE, "there is no migration in \"%s\"", t.project.migrations_folder);
        return fail_hint(f, "\"pgbale generate NAME\" writes the first.");
    }
    if (!workspace_of_project(c->arena, &t.project, scratch, &t.workspace, f))
        return false;
    bool done = carry_out(&t, f);
    workspace_close(&t.workspace);
    return done;
}
