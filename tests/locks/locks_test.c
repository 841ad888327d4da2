/*
 * locks_test: the lock that the planner says a statement takes is the lock that PostgreSQL takes.
 *
 * For every Nth transition of the corpus, from the Ith on (LOCKS_PART=I/N; default 1/16), both ways: the
 * planned statements are carried out one by one and the strongest lock on a relation that was there before is
 * compared with the plan's. Statements outside a transaction cannot be watched and are left out.
 */
#include "file.h"
#include "observe.h"
#include "plan.h"
#include "report.h"
#include "side.h"

enum { USUAL_STEP = 16 };

struct run {
    struct arena *arena;
    const char *corpus, *server;
    struct text found; /* of the case */
    size_t count, failed, statements;
};

/* Locks that do not stop a reader or a writer, or the other way round, are told apart; ROW EXCLUSIVE is
 * DML's. */
static const char *observed_word(const struct observed *o)
{
    enum observed_lock lock = observed_strongest(o);

    return lock <= OBSERVED_ROW_EXCLUSIVE ? "none" : observed_lock_words[lock];
}

static enum observed_lock observed_rank(const struct observed *o)
{
    enum observed_lock lock = observed_strongest(o);

    return lock <= OBSERVED_ROW_EXCLUSIVE ? OBSERVED_NONE : lock;
}

static enum observed_lock rank_of(enum lock planned)
{
    static const enum observed_lock ranks[LOCKS] = {
        [LOCK_NONE] = OBSERVED_NONE,
        [LOCK_SHARE_UPDATE_EXCLUSIVE] = OBSERVED_SHARE_UPDATE_EXCLUSIVE,
        [LOCK_SHARE] = OBSERVED_SHARE,
        [LOCK_SHARE_ROW_EXCLUSIVE] = OBSERVED_SHARE_ROW_EXCLUSIVE,
        [LOCK_ACCESS_EXCLUSIVE] = OBSERVED_ACCESS_EXCLUSIVE,
    };

    return ranks[planned];
}

static bool was_there(const struct observed_relation *one, const struct names *old)
{
    for (size_t i = 0; i < old->count; i++)
        if (strcmp(old->at[i], one->number) == 0)
            return true;
    return false;
}

/*
 * A plan may not promise less than is taken on what was there before the plan, and not more than is taken on
 * anything; SHARE UPDATE EXCLUSIVE too much is no harm, for it stops neither readers nor writers.
 */
static bool agrees(const struct run *r, enum lock planned, const struct observed *o, const struct names *old)
{
    struct observed_relation *kept = arena_array(r->arena, o->n_relations, sizeof *kept);
    struct observed before = { kept, 0 };

    for (size_t i = 0; i < o->n_relations; i++)
        if (was_there(&o->relations[i], old))
            kept[before.n_relations++] = o->relations[i];
    return observed_rank(&before) <= rank_of(planned) &&
           (rank_of(planned) <= OBSERVED_SHARE_UPDATE_EXCLUSIVE || rank_of(planned) <= observed_rank(o));
}

static void compare(struct run *r, const struct plan_statement *s, const struct observed *o,
                    const struct names *old)
{
    const char *planned = s->cost.lock ? report_lock(s->cost.lock) : "none", *seen = observed_word(o);

    r->statements++;
    if (agrees(r, s->cost.lock, o, old))
        return;
    size_t from = r->found.size;
    text_addf(&r->found, "# %.150s", s->sql);
    for (char *c = r->found.at + from; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    text_addf(&r->found, "\n#   planned: %s, taken: %s", planned, seen);
    for (size_t i = 0; i < o->n_relations; i++)
        text_addf(&r->found, " (%s on %s)", observed_lock_words[o->relations[i].lock], o->relations[i].name);
    text_add(&r->found, "\n");
}

static bool carry_out(struct run *r, struct workspace *w, PGconn *db, const struct plan *plan, struct fail *f)
{
    struct observer *o;
    struct names old;

    if (!observer_new(r->arena, db, &o, f) || !pg_run(db, w->settings, FAIL_FAILED, f))
        return false;
    old = observer_numbers(o);
    for (size_t i = 0; i < plan->n_statements; i++) {
        const struct plan_statement *s = &plan->statements[i];
        struct observed seen;
        bool refused = false;
        if (s->cost.standalone) {
            if (!pg_run(db, s->sql, FAIL_STEP, f))
                return false;
            continue;
        }
        if (!observer_new(r->arena, db, &o, f) || !observer_run(o, s->sql, &seen, &refused, f))
            return false;
        /* Some statements belong into one transaction with others: what they take alone is not known. */
        if (refused)
            return true;
        compare(r, s, &seen, &old);
    }
    return true;
}

static bool transition(struct run *r, const struct source_file *from, const struct source_file *to,
                       struct fail *f)
{
    const struct workspace_options options = { .scratch_dsn = r->server };
    const struct managed managed = { .n_schemas = 0 };
    struct workspace *w;
    struct side a = { .scratch = true, .files = from, .n_files = 1 },
                b = { .scratch = true, .files = to, .n_files = 1 };
    struct plan *plan = NULL;
    PGconn *db = NULL;

    if (!workspace_open(r->arena, &options, &w, f))
        return false;
    bool done = workspace_ready(w, f) && side_read(r->arena, w, &managed, &a, &b, f) &&
                side_plan(r->arena, &(struct side_request){ w, &managed, false, true }, &a, &b, &plan, f);
    bool refused = !done;
    done = done && workspace_declared(w, from, 1, &db, f) && carry_out(r, w, db, plan, f);
    pg_finish(&db);
    pg_finish(&a.db);
    pg_finish(&b.db);
    workspace_close(&w);
    return done || refused;
}

static void run_case(struct run *r, const char *name)
{
    const char *folder = format(r->arena, "%s/%s", r->corpus, name);
    struct source_file a, b;
    struct fail f;

    /* Those need more than two files. */
    if (file_exists(format(r->arena, "%s/prelude.sql", folder)) ||
        file_exists(format(r->arena, "%s/options", folder)) ||
        !file_exists(format(r->arena, "%s/a.sql", folder)))
        return;
    r->count++;
    r->found = text_new(r->arena);
    if (!source_load_file(r->arena, format(r->arena, "%s/a.sql", folder), NULL, SOURCE_SCHEMA, &a, &f) ||
        !source_load_file(r->arena, format(r->arena, "%s/b.sql", folder), NULL, SOURCE_SCHEMA, &b, &f) ||
        !transition(r, &a, &b, &f) || !transition(r, &b, &a, &f))
        text_addf(&r->found, "# %s %s\n", f.message, f.detail);
    r->failed += r->found.size != 0;
    printf("%sok %zu - %s\n%s", r->found.size ? "not " : "", r->count, name, r->found.at);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct run r = { .arena = arena_new() };
    const char *part = getenv("LOCKS_PART"), *slash = part ? strchr(part, '/') : NULL;
    unsigned long step = slash ? strtoul(slash + 1, NULL, 10) : USUAL_STEP,
                  first = slash ? strtoul(part, NULL, 10) : 1;
    struct names cases;
    struct fail f;

    if (argc < 2 || !step || !file_list(r.arena, argv[1], &cases, &f)) {
        fprintf(stderr, "usage: locks_test CORPUS [NAME]..., with a PostgreSQL server that libpq finds\n");
        return 99;
    }
    r.corpus = argv[1];
    r.server = format(r.arena, "host=%s user=%s dbname=%s options='-c client_min_messages=error'",
                      getenv("PGHOST"), getenv("PGUSER"), getenv("PGDATABASE"));
    for (int i = 2; i < argc; i++)
        run_case(&r, argv[i]);
    for (size_t i = first - 1; argc == 2 && i < cases.count; i += step)
        run_case(&r, cases.at[i]);
    printf("1..%zu\n# %zu statements were watched\n", r.count, r.statements);
    arena_free(r.arena);
    return r.failed != 0;
}
