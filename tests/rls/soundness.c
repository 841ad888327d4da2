/*
 * soundness: what the compiler claims to have proven is held against PostgreSQL. For each transition, of
 * tests/rls/corpus and made up at random, rows are drawn, and each role with each person's claims is asked
 * before and after what it sees and may do. Also checked: that what the matrix calls "none" and "all rows" is
 * so.
 *
 * Usage: soundness BASE.sql PROBE.sql FOLDER
 *
 * RLS_CHECKS: how many checks are to be made (default 1,500; the long suite asks for 20,000 and more).
 * RLS_SEED: where random numbers start (default 1), printed when something is found.
 */
#include "access_judge.h"
#include "generate.h"
#include "probe.h"

enum { ROWS = 10 };

static const char *const roles[] = { "anon", "authenticated", "staff", "alice", "bob", "service", "keeper" };

struct session {
    PGconn *db;
    unsigned seed, round;
    size_t checks, proofs, telling, transitions, failures, skipped;
    size_t goal;
};

/* A case of the matrix, and what was seen before. */
struct asked {
    struct probe probe;
    const char *before;
};

/* ------------------------------------------------------------ before */

/* "id, owner, team": columns that the INSERT names; candidates have no others. */
static const char *columns_text(struct arena *a, const struct access_relation *r,
                                const struct access_side *side)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < r->n_columns; i++) {
        bool listed = side->all_columns;
        for (size_t k = 0; k < side->n_columns; k++)
            listed = listed || side->columns[k] == r->columns[i].number;
        if (!listed)
            continue;
        text_separate(&t, 0, ", ");
        text_add(&t, r->columns[i].name);
    }
    return t.at;
}

static bool has_id(const struct access_relation *r)
{
    return r->n_columns && strcmp(r->columns[0].name, "id") == 0;
}

static bool sampled(const struct access_relation *r)
{
    return strcmp(r->name, "app.doc") == 0 || strcmp(r->name, "app.member") == 0 ||
           strcmp(r->name, "app.note") == 0;
}

/* What is set; it must be granted, and the same column after. Random, so that a check has something to look
 * at. */
static const char *setting_of(const struct session *s, const struct access_relation *r)
{
    static const char *const settings[][4] = {
        { "owner = probe.person(1)", "public = true", "status = 'b'", "locked = true" },
        { "team = 1", "role = 'admin'", "person = NULL", "permission = 'admin'" },
        { "author = probe.person(2)", "words = 'x'", "doc = NULL", "words = ''" },
    };
    size_t table = strcmp(r->name, "app.doc") == 0 ? 0 : strcmp(r->name, "app.member") == 0 ? 1 : 2;

    return settings[table][(s->round + s->checks) % 4];
}

/* ------------------------------------------------------------ checks */

static void found(struct session *s, const char *transition, const struct asked *q, const char *claim,
                  const char *after)
{
    printf("# %s: %s %s on %s, claims %u: %s, but before %s, after %s (seed %u, round %u)\n", transition,
           q->probe.role, access_command_name(q->probe.command), q->probe.relation, q->probe.claims, claim,
           q->before ? q->before : "refused", after ? after : "refused", s->seed, s->round);
    s->failures++;
}

static bool failed(const char *answer)
{
    return answer && text_starts(answer, "error");
}

static void check_class(struct session *s, const char *transition, const struct access_case *one,
                        const struct asked *q, const char *after)
{
    bool up = probe_within(q->before, after), down = probe_within(after, q->before);

    s->proofs += one->class != ACCESS_UNPROVEN;
    s->telling += one->class != ACCESS_UNPROVEN && ((q->before && *q->before) || (after && *after));
    if (one->class == ACCESS_EQUAL && !(up && down))
        found(s, transition, q, "unchanged", after);
    if ((one->class == ACCESS_WIDENS || one->class == ACCESS_NEW) && !up)
        found(s, transition, q, "widens", after);
    if (one->class == ACCESS_NARROWS && !down)
        found(s, transition, q, "narrows", after);
}

/* None is no row; all rows are as many as there are. */
static void check_level(struct session *s, const char *transition, const struct access_side *side,
                        const struct asked *q, const char *answer, const char *all)
{
    if (side->level == ACCESS_NONE && answer && *answer)
        found(s, transition, q, "nothing", answer);
    if ((side->level == ACCESS_ALL || side->level == ACCESS_BYPASS) && side->all_columns &&
        !probe_within(all, answer))
        found(s, transition, q, "all rows", answer);
}

static const char *all_rows(struct arena *a, PGconn *db, const char *relation)
{
    owned(pg_clear) PGresult *rows =
        PQexec(db, format(a, "select string_agg(id::text, ' ' order by id) from %s", relation));

    return PQresultStatus(rows) == PGRES_TUPLES_OK ? arena_text(a, PQgetvalue(rows, 0, 0)) : "";
}

/* ------------------------------------------------------------ one transition */

struct trial {
    struct arena *arena;
    struct session *session;
    const char *name;
    struct access_judge judge;
    struct asked *asked;
    size_t n_asked;
};

/* Grants are needed on both sides in the same columns, else other statements would have to be compared. */
static bool comparable(const struct access_case *one)
{
    return one->before.all_columns || one->after.all_columns ||
           (one->before.n_columns == one->after.n_columns && one->before.n_columns);
}

static bool readable(const struct access_case *one)
{
    const struct access_side *sides[] = { &one->before, &one->after };

    for (size_t i = 0; i < countof(sides); i++)
        if (sides[i]->level != ACCESS_NONE && !sides[i]->all_columns && sides[i]->columns[0] != 1)
            return false;
    return true;
}

/* Can the case be asked in the same words before and after? */
static bool askable(const struct access_case *one, const char *setting)
{
    const struct access_relation *was = one->was, *now = one->now;

    if (one->command == COMMAND_SELECT)
        return readable(one);
    if (one->command == COMMAND_DELETE)
        return true;
    if (!comparable(one) || was->n_columns != now->n_columns)
        return false;
    for (size_t i = 0; i < was->n_columns; i++)
        if (strcmp(was->columns[i].name, now->columns[i].name) != 0 ||
            strcmp(was->columns[i].type, now->columns[i].type) != 0)
            return false;
    if (one->command == COMMAND_INSERT)
        return true;
    for (size_t i = 0; i < was->n_columns; i++) {
        size_t size = strlen(was->columns[i].name);
        if (strncmp(setting, was->columns[i].name, size) != 0 || setting[size] != ' ')
            continue;
        const struct access_side *side = one->before.all_columns ? &one->after : &one->before;
        for (size_t k = 0; k < side->n_columns; k++)
            if (side->columns[k] == was->columns[i].number)
                return true;
        return side->all_columns || one->before.level == ACCESS_NONE || one->after.level == ACCESS_NONE;
    }
    return false;
}

/* Fills a case; false when role or relation are not there on both sides. */
static bool judge(struct trial *t, const struct access_relation *was, const char *role,
                  enum access_command command, struct access_case *one)
{
    *one =
        (struct access_case){ .was = was, .now = t->judge.pairs->relations[was->index], .command = command };
    if (!one->now || !has_id(one->now))
        return false;
    access_judge_relation(&t->judge, role, one);
    return one->old_role != NO_ROLE && one->new_role != NO_ROLE;
}

/* Which questions are asked: all tables, roles and people would be too many for one transition. */
static bool drawn(const struct session *s, const struct access_relation *r, size_t role, unsigned claims,
                  unsigned command)
{
    size_t lot = role * 7 + claims * 5 + command * 3 + s->round;

    return strcmp(r->name, "app.doc") == 0 ? lot % 3 != 0 : lot % 8 == 0;
}

static void each(struct trial *t,
                 void (*what)(struct trial *t, const struct access_case *one, struct asked *q))
{
    const struct access_state *was = t->judge.pairs->was;
    size_t n = 0;

    for (size_t i = 0; i < was->n_relations; i++) {
        if (!sampled(&was->relations[i]))
            continue;
        for (size_t r = 0; r < countof(roles); r++)
            for (unsigned command = 0; command <= COMMAND_DELETE; command++)
                for (unsigned c = 0; c < PROBE_CLAIMS; c++) {
                    struct access_case one;
                    if (!drawn(t->session, &was->relations[i], r, c, command) ||
                        !judge(t, &was->relations[i], roles[r], (enum access_command)command, &one))
                        continue;
                    struct asked *q = &t->asked[n++];
                    q->probe.role = roles[r];
                    q->probe.claims = c;
                    what(t, &one, q);
                }
    }
    t->n_asked = n;
}

static void ask_before(struct trial *t, const struct access_case *one, struct asked *q)
{
    const struct access_side *side =
        one->before.all_columns || one->before.level == ACCESS_NONE ? &one->after : &one->before;

    q->probe.relation = one->was->name;
    q->probe.new_relation = one->now->name;
    q->probe.command = one->command;
    q->probe.setting = setting_of(t->session, one->was);
    if (one->command == COMMAND_INSERT)
        q->probe.columns = columns_text(
            t->arena, one->was,
            side->all_columns || side->n_columns ? side : &(struct access_side){ .all_columns = true });
    q->probe.relation = askable(one, q->probe.setting) ? q->probe.relation : NULL;
    if (q->probe.relation)
        q->before = probe_run(t->arena, t->session->db, &q->probe, false);
}

static void ask_after(struct trial *t, const struct access_case *one, struct asked *q)
{
    struct session *s = t->session;

    if (!q->probe.relation)
        return;
    const char *after = probe_run(t->arena, s->db, &q->probe, true);
    if (failed(q->before) || failed(after)) {
        s->skipped++;
        return;
    }
    s->checks++;
    check_class(s, t->name, one, q, after);
    if (one->command == COMMAND_SELECT || one->command == COMMAND_DELETE) {
        const char *all = all_rows(t->arena, s->db, q->probe.new_relation);
        check_level(s, t->name, &one->before, q, q->before, all);
        check_level(s, t->name, &one->after, q, after, all);
    }
}

/* The state after is needed to know what to ask before; the rows stay the same, so the change is made twice.
 */
static void run_trial(struct session *s, const char *name, const char *before, const char *after)
{
    owned(arena_release) struct arena *a = arena_new();
    struct trial t = { .arena = a, .session = s, .name = name };
    size_t most = 3 * countof(roles) * (COMMAND_DELETE + 1) * PROBE_CLAIMS;

    case_run(s->db, "begin", name);
    case_run(s->db, before, name);
    case_run(s->db,
             format(a, "select probe.fill(%u.0 / 1000003, %d)", (s->seed * 7919 + s->round) % 1000003, ROWS),
             name);
    const struct access_state *was = case_state(a, s->db);
    case_run(s->db, "savepoint trial", name);
    case_run(s->db, after, name);
    const struct access_state *now = case_state(a, s->db);
    case_run(s->db, "rollback to trial", name);
    access_judge_begin(a, &t.judge, access_pair(a, was, now, true));
    t.asked = arena_array(a, most, sizeof *t.asked);
    each(&t, ask_before);
    case_run(s->db, after, name);
    each(&t, ask_after);
    case_run(s->db, "rollback", name);
    s->transitions++;
}

/* ------------------------------------------------------------ all of it */

static size_t number_from(const char *variable, size_t otherwise)
{
    const char *value = getenv(variable);
    uint64_t n;

    return value && number_read(value, 100000000, &n) ? (size_t)n : otherwise;
}

static void run_corpus(struct session *s, const struct transition *list, size_t n, size_t step)
{
    size_t before = s->failures;

    for (size_t i = s->round % step; i < n; i += step) {
        /* What is volatile is equal in what it means, not in each answer. */
        if (strstr(list[i].before, "random()"))
            continue;
        run_trial(s, list[i].name, list[i].before, list[i].after);
        s->round++;
    }
    printf("%sok 1 - transitions of the corpus\n", s->failures > before ? "not " : "");
}

static void run_random(struct session *s)
{
    size_t before = s->failures;

    while (s->checks < s->goal || s->transitions < 25) {
        owned(arena_release) struct arena *a = arena_new();
        struct made_up m = generate_transition(a, s->seed, s->round);
        run_trial(s, m.name, m.before, m.after);
        if (s->failures > before + 5)
            break;
        s->round++;
    }
    printf("%sok 2 - transitions made up at random\n", s->failures > before ? "not " : "");
}

int main(int argc, char **argv)
{
    owned(arena_release) struct arena *a = arena_new();
    struct session s = { .goal = number_from("RLS_CHECKS", 1500),
                         .seed = (unsigned)number_from("RLS_SEED", 1) };
    size_t n;

    if (argc != 4)
        case_die("usage: soundness BASE.sql PROBE.sql FOLDER");
    const struct transition *list = transitions_read(a, argv[3], &n);
    owned(pg_finish) PGconn *db = case_database(a, argv[1]);
    s.db = db;
    case_run_file(a, db, argv[2]);
    run_corpus(&s, list, n, s.goal > 10000 ? 1 : 15);
    run_random(&s);
    printf("# %zu checks, %zu of proofs, %zu of these with rows, in %zu transitions; %zu questions failed to "
           "run; "
           "%zu contradictions\n",
           s.checks, s.proofs, s.telling, s.transitions, s.skipped, s.failures);
    printf("1..2\n");
    return s.failures ? 1 : 0;
}
