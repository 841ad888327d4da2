/*
 * pgbale prove: replays the migrations and demands that the result is what the schema files declare.
 */
#include "access_json.h"
#include "commands.h"
#include "loss.h"
#include "options.h"
#include "plan.h"
#include "prove_clients.h"
#include "read.h"
#include "replay.h"
#include "report.h"
#include "requires.h"
#include "rls.h"
#include "side.h"
#include "state.h"

enum { PROJECT, SCRATCH, ALL, STRICT, FORMAT, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [SCRATCH] = OPTION_SCRATCH,
    [ALL] = { .name = "all",
              .help = "write the proofs of all migrations anew; never when a bale was applied already" },
    [STRICT] = OPTION_STRICT,
    [FORMAT] = { .name = "format", .value = "FORM", .help = "text (default) or markdown" },
};

struct proving {
    struct cli *cli;
    struct arena *arena;
    struct project project;
    struct draft *drafts;
    size_t n;
    const struct source_file *schema;
    size_t n_schema;
    struct managed managed;
    struct workspace *workspace;
    const char *state, *declared;
    struct side replayed;
    const struct access_state *access; /* who may do what before the migration being proven */
    const struct model *before;        /* the state before it */
    struct prove_clients clients;
    struct lint_watch watch;
    const struct rls_file *cases; /* of tests/rls */
    size_t n_cases;
    struct rls_asked was[2]; /* their answers before the newest migration, asked twice: see rls_evidence.h */
};

static bool read_all(struct proving *p, struct fail *f)
{
    size_t n_steps;

    if (!project_open(p->arena, cli_value(p->cli, PROJECT), &p->project, f) ||
        !drafts_read(p->arena, &p->project, &p->drafts, &p->n, f) ||
        !project_schema(p->arena, &p->project, &p->schema, &p->n_schema, f) ||
        !rls_cases_read(p->arena, &p->project, &p->cases, &p->n_cases, f) ||
        !prove_clients_open(p->arena, &p->project, &p->clients, f))
        return false;
    if (!p->n) {
        fail(f, FAIL_USAGE, "there is no migration in \"%s\"", p->project.migrations_folder);
        return fail_hint(f, "\"pgbale generate NAME\" writes the first.");
    }
    const struct source_file *steps = drafts_files(p->arena, p->drafts, p->n, &n_steps);
    p->managed = workspace_managed(p->arena, &p->project, p->schema, p->n_schema, steps, n_steps);
    p->state = state_sql(p->arena, &p->managed);
    p->declared = proof_declared(p->arena, p->project.schema_folder, p->schema, p->n_schema);
    return true;
}

/* The id of a migration that has a successor needs its declarations. */
static bool check_declared(const struct draft *d, struct fail *f)
{
    for (size_t i = 0; i < d->migration->n_clients; i++) {
        if (d->migration->clients[i].breaks != BREAKS_UNDECLARED)
            continue;
        fail_named(f, FAIL_BLOCKED, "breaks.undeclared", "%s does not say whether it breaks %s",
                   d->migration->ini, d->migration->clients[i].name);
        return fail_hint(f, "Write \"breaks-%s = n\" or \"= y\" there: later migrations are chained to it.",
                         d->migration->clients[i].name);
    }
    return true;
}

/* States of other majors that an earlier proof of the same files holds are kept. */
static void merge_states(struct proving *p, const struct proof *old, const struct bale_states *now,
                         struct proof *out)
{
    size_t n_old = old ? old->n_states : 0, n = 0;
    struct bale_states *states = arena_array(p->arena, n_old + 1, sizeof *states);
    bool placed = false;

    for (size_t i = 0; i < n_old; i++) {
        if (!placed && old->states[i].major >= now->major) {
            states[n++] = *now;
            placed = true;
        }
        if (old->states[i].major != now->major)
            states[n++] = old->states[i];
    }
    if (!placed)
        states[n++] = *now;
    out->states = states;
    out->n_states = n;
    out->major = old ? old->major : now->major;
}

static bool same_digests(const struct bale_states *x, const struct bale_states *y)
{
    if (x->n_digests != y->n_digests)
        return false;
    for (size_t i = 0; i < x->n_digests; i++)
        if (!text_equal(x->digests[i], y->digests[i]))
            return false;
    return true;
}

/* An older migration that was proven must still prove the same: somebody may have applied it. */
static bool check_unchanged(const struct proving *p, const struct proof *old, const struct proof *now,
                            const struct draft *d, bool newest, struct fail *f)
{
    if (!old || newest || cli_given(p->cli, ALL))
        return true;
    for (size_t i = 0; i < old->n_states; i++)
        for (size_t k = 0; k < now->n_states; k++)
            if (old->states[i].major == now->states[k].major &&
                !same_digests(&old->states[i], &now->states[k])) {
                fail_named(f, FAIL_BLOCKED, "proof.differs",
                           "%s no longer leads to the states it was proven with", d->migration->folder);
                return fail_hint(
                    f, "The prelude or pgbale itself changed what is read. If no bale was applied yet, "
                       "\"pgbale prove --all\" writes all proofs anew.");
            }
    return true;
}

/*
 * A proof that no longer holds is written anew for the newest migration only: later ones are chained to the
 * older ones, and somebody may have applied them.
 */
static bool take_old_proof(const struct proving *p, struct draft *d, const char *parent, bool newest,
                           const struct proof **out, struct fail *f)
{
    *out = NULL;
    if (cli_given(p->cli, ALL))
        return true;
    if (!proof_read(p->arena, d->migration, out, f))
        return false;
    if (!*out || proof_fresh(p->arena, *out, d, parent, f))
        return true;
    bool moved = !text_equal((*out)->parent, parent);
    *out = NULL;
    if (newest && moved)
        cli_warn(p->cli, "%s", f->message);
    if (newest)
        return true;
    return fail_hint(
        f, "Undo the change and write a new migration. If no bale with this migration was applied anywhere, "
           "\"pgbale prove --all\" writes all proofs anew.");
}

/* What the migration changes about access. An older one that was proven keeps its description: it is part of
 * its id. */
static bool describe_access(struct proving *p, const struct draft *d, const struct proof *old, bool newest,
                            struct proof *out, struct fail *f)
{
    struct lint_step *lints = arena_alloc(p->arena, sizeof *lints);
    const struct access_state *after;

    if (!access_read(p->arena, p->replayed.db, &p->managed, &after, f) ||
        !lint_watch_next(&p->watch, d, p->replayed.db, p->access, after, lints, f))
        return false;
    out->lints = lints;
    struct access_matrix_request change = { .was = p->access, .now = after, .same_database = true };
    out->rls = old && !newest ? old->rls : access_json(p->arena, access_matrix(p->arena, &change));
    p->access = after;
    return true;
}

/* As text; in Markdown what is no Markdown of its own is a block of code. */
static void print_one(const struct proving *p, const struct draft *d, const struct proof *proof, bool newest,
                      size_t segments, const char *contracts)
{
    bool markdown = cli_given(p->cli, FORMAT) && strcmp(cli_value(p->cli, FORMAT), "markdown") == 0;
    const char *access = rls_text(p->arena, proof->rls, markdown ? RLS_MARKDOWN : RLS_TEXT);
    struct text t = text_new(p->arena);

    printf("%s%s  version %s, %zu segment%s\n", markdown ? "### " : "", d->migration->name, d->bale.version,
           segments, segments == 1 ? "" : "s");
    if (newest && markdown)
        printf("\n%s", *access ? access : "**Access:** unchanged\n");
    else if (newest)
        printf("  access%s\n%s", *access ? ":" : ": unchanged", access);
    if (newest && proof->evidence)
        text_add(&t, rls_evidence_text(p->arena, proof->evidence));
    for (size_t i = 0; i < proof->n_verdicts; i++)
        text_add(&t, verdict_text(p->arena, &proof->verdicts[i], d->migration));
    text_add(&t, contracts);
    printf(markdown && t.size ? "\n```\n%s```\n\n" : "%s", t.at);
}

static bool ask_twice(struct proving *p, struct rls_asked out[2], struct fail *f)
{
    for (size_t i = 0; i < 2; i++)
        if (!rls_evidence_ask(p->arena, p->replayed.db, p->workspace->settings, p->cases, p->n_cases, &out[i],
                              f))
            return false;
    return true;
}

/* What the project's own cases are answered otherwise after the newest migration. */
static bool ask_after(struct proving *p, struct proof *out, struct fail *f)
{
    struct rls_evidence *evidence = arena_alloc(p->arena, sizeof *evidence);
    struct rls_asked now[2];

    if (!p->n_cases)
        return true;
    if (!ask_twice(p, now, f))
        return false;
    *evidence = rls_evidence_compare(p->arena, p->was, now);
    out->evidence = evidence;
    return true;
}

/* Proves one migration on the database that holds its parent's state; *proof is what to write. */
static bool prove_one(struct proving *p, struct draft *d, const char *parent, bool newest, struct proof *out,
                      struct fail *f)
{
    struct bale_states states = { .major = scratch_major(p->workspace->scratch) };
    const struct proof *old;
    struct model *after;
    const char *extensions = NULL;

    if (!take_old_proof(p, d, parent, newest, &old, f))
        return false;
    struct prove_clients_of m = { .draft = d, .old = old, .keeps = old && !newest, .before = p->before };
    if (!prove_clients_try(&p->clients, p->workspace, &m, &p->replayed.db, f) ||
        (newest && !ask_twice(p, p->was, f)) ||
        !replay_migration(p->arena, p->replayed.db, p->workspace, d, p->state, &states.digests,
                          &states.n_digests, f) ||
        !model_read(p->arena, p->replayed.db, &p->managed, &after, f))
        return false;
    for (size_t i = 0; i < p->workspace->n_search_schemas; i++)
        if (text_equal(p->workspace->search_schemas[i], "extensions"))
            extensions = p->workspace->search_schemas[i];
    *out = (struct proof){
        .parent = parent, .steps = d->bale.steps, .n_steps = d->bale.n_steps, .version = d->bale.version
    };
    if (!requires_read(p->arena, p->replayed.db, &p->managed, extensions, out, f) ||
        !prove_clients_judge(&p->clients, p->replayed.db, &m, after, out, f) || !loss_check(d, out, f))
        return false;
    merge_states(p, old, &states, out);
    if (!describe_access(p, d, old, newest, out, f) || (newest && !ask_after(p, out, f)))
        return false;
    if (!newest && old)
        out->evidence = old->evidence;
    out->declared = newest ? p->declared : old ? old->declared : NULL;
    cli_progress(p->cli, NULL);
    print_one(p, d, out, newest, states.n_digests - 1, newest ? prove_clients_text(&p->clients, &m) : "");
    p->before = p->replayed.model = after;
    return check_unchanged(p, old, out, d, newest, f);
}

/* Prints what is still missing. */
static bool remaining(struct proving *p, const struct plan *plan, struct fail *f)
{
    fail_named(f, FAIL_BLOCKED, "proof.incomplete",
               "the steps do not reach the declared schema: %zu statement%s missing", plan->n_statements,
               plan->n_statements == 1 ? " is" : "s are");
    for (size_t i = 0; i < plan->n_statements && i < 50; i++)
        fail_detail(f, "%s;", plan->statements[i].sql);
    return fail_hint(f, "Add these to %s, or change the schema files.",
                     p->drafts[p->n - 1].migration->folder);
}

static bool check_reached(struct proving *p, struct fail *f)
{
    struct side declared = { .scratch = true, .files = p->schema, .n_files = p->n_schema };
    struct plan *plan = NULL;

    bool done = workspace_declared(p->workspace, p->schema, p->n_schema, &declared.db, f) &&
                model_read(p->arena, declared.db, &p->managed, &declared.model, f) &&
                report_unmodelled(p->cli, p->replayed.model, declared.model, cli_given(p->cli, STRICT), f) &&
                side_plan(p->arena, &(struct side_request){ p->workspace, &p->managed, true, true },
                          &p->replayed, &declared, &plan, f);
    pg_finish(&declared.db);
    if (!done)
        return false;
    if (plan->diff->column_order_differs)
        cli_warn(p->cli,
                 "the schema files declare some tables' columns in another order than the migrations make");
    return plan->n_statements ? remaining(p, plan, f) : true;
}

static bool prove(struct proving *p, struct fail *f)
{
    struct proof *proofs = arena_array(p->arena, p->n, sizeof *proofs);
    const char *parent = BALE_GENESIS;

    struct model *empty;

    p->replayed.scratch = true;
    cli_progress(p->cli, "starting the scratch server");
    if (!workspace_database(p->workspace, &p->replayed.db, f) ||
        !model_read(p->arena, p->replayed.db, &p->managed, &empty, f) ||
        !access_read(p->arena, p->replayed.db, &p->managed, &p->access, f) ||
        !lint_watch_begin(p->arena, &p->project, p->workspace, p->access, &p->watch, f))
        return false;
    p->before = empty;
    for (size_t i = 0; i < p->n; i++) {
        bool newest = i + 1 == p->n;
        if (!loss_check(&p->drafts[i], NULL, f) || (!newest && !check_declared(&p->drafts[i], f)))
            return false;
        cli_progress(p->cli, "replaying %s (%zu of %zu)", p->drafts[i].migration->name, i + 1, p->n);
        if (!prove_one(p, &p->drafts[i], parent, newest, &proofs[i], f))
            return false;
        proof_apply(p->arena, &proofs[i], &p->drafts[i]);
        parent = p->drafts[i].bale.id;
    }
    cli_progress(p->cli, "comparing with the schema files");
    if (!check_reached(p, f))
        return false;
    cli_progress(p->cli, NULL);
    for (size_t i = 0; i < p->n; i++)
        if (!proof_write(p->arena, p->drafts[i].migration, &proofs[i], f))
            return false;
    printf("proven: the migrations lead to what the schema files declare\n");
    return true;
}

static bool run(struct cli *c, struct fail *f)
{
    struct proving p = { .cli = c, .arena = c->arena };
    const char *form = cli_value(c, FORMAT);

    if (form && strcmp(form, "text") != 0 && strcmp(form, "markdown") != 0)
        return fail(f, FAIL_USAGE, "--format is text or markdown, not \"%s\"", form);
    if (!read_all(&p, f) ||
        !workspace_of_project(c->arena, &p.project, cli_value(c, SCRATCH), &p.workspace, f))
        return false;
    bool done = prove(&p, f);
    pg_finish(&p.replayed.db);
    workspace_close(&p.workspace);
    return done;
}

const struct cli_command command_prove = {
    .name = "prove",
    .operands = "",
    .summary = "replay the migrations and prove that they reach the declared schema",
    .details =
        "Writes proof.json into each migration folder: the states it passes, what it needs, and what it\n"
        "changes about access. \"pgbale compile\" refuses a migration without a fresh proof.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
