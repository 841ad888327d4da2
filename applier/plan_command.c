/*
 * plan_command: "pgbale-apply plan": what apply would do to this target now. Changes nothing.
 */
#include "apply.h"
#include "breaking.h"
#include "objects.h"
#include "options.h"
#include "policy.h"
#include "preflight.h"
#include "promote.h"

static void print_statement(struct cli *c, const char *what, const struct bale_step *step, size_t at)
{
    const struct bale_statement *s = &step->statements[at];

    command_line(c, what, "%s:%llu: %s", step->name, (unsigned long long)s->line,
                 statement_summary(c->arena, step->sql, s));
}

static void print_segment(struct cli *c, const struct bale_migration *m, const struct bale_segment *s)
{
    if (s->standalone) {
        print_statement(c, "  alone", &m->steps[s->first_step], s->statement);
        return;
    }
    command_line(c, "  together", "one transaction:");
    for (size_t i = s->first_step; i < s->first_step + s->n_steps; i++)
        for (size_t at = 0; at < m->steps[i].n_statements; at++)
            print_statement(c, "", &m->steps[i], at);
}

static void print_migration(struct cli *c, const struct run *r, size_t at)
{
    const struct bale_migration *m = &r->bale->migrations[at];
    size_t n = 0, first = at == r->position.migration ? r->position.segment : 0;
    const struct bale_segment *segments = bale_segments(c->arena, m, &n);

    command_line(c, "pending", "%s, version %s%s%s", m->name, m->version,
                 first ? " (begun; what is done is left out)" : "",
                 first || at != r->position.migration || !r->position.intent ? "" : " (begun)");
    for (size_t i = 0; i < m->n_clients; i++)
        if (m->clients[i].breaks)
            command_line(c, "  breaks", "%s%s%s", m->clients[i].name,
                         m->clients[i].min_version ? " before " : "",
                         m->clients[i].min_version ? m->clients[i].min_version : "");
    for (size_t i = first; i < n; i++)
        print_segment(c, m, &segments[i]);
}

static void print_text(struct cli *c, const struct run *r, const struct trust *trust)
{
    const struct ledger_head *head = &r->ledger.head;

    command_line(c, "target", "%s (PostgreSQL %s)", r->target->where, r->target->server_version);
    command_line(c, "environment", "%s%s", r->environment, r->ledger.exists ? "" : " (first apply)");
    command_line(c, "bale", "%s", r->bale->id);
    command_line(c, "from", "%s", head->sequence ? head->version : "nothing applied yet");
    command_line(c, "to", "%s", bale_newest(r->bale)->version);
    command_line(c, "state", "%s", r->position.intent ? "inside a standalone statement" : "as promised");
    for (size_t i = r->position.migration; i < r->bale->n_migrations; i++)
        print_migration(c, r, i);
    if (r->position.migration == r->bale->n_migrations)
        command_line(c, "nothing", "to do");
    else if (breaking_text(r))
        command_line(c, "breaking", "%s: %s", breaking_text(r), breaking_needs(r, trust));
}

static json_t *statement_json(struct arena *a, const struct bale_step *step, size_t at)
{
    const struct bale_statement *statement = &step->statements[at];
    const char *lock = lock_of(step->sql, statement), *hazards = hazards_of(a, step->sql, statement);
    json_t *one = json_new_object();

    json_put_text(one, "step", step->name);
    json_put_number(one, "line", statement->line);
    json_put_text(one, "tag", statement->tag);
    json_put_text(one, "object", object_of(a, step->sql, statement));
    if (lock)
        json_put_text(one, "lock", lock);
    if (*hazards)
        json_put_text(one, "hazards", hazards);
    return one;
}

static json_t *segment_json(struct arena *a, const struct bale_migration *m, const struct bale_segment *s)
{
    json_t *object = json_new_object(), *statements = json_new_array();

    for (size_t i = s->first_step; i < s->first_step + s->n_steps; i++)
        for (size_t at = 0; at < m->steps[i].n_statements; at++)
            if (!s->standalone || at == s->statement)
                json_push(statements, statement_json(a, &m->steps[i], at));
    json_put_flag(object, "standalone", s->standalone);
    json_put(object, "statements", statements);
    return object;
}

static json_t *migration_json(struct cli *c, const struct run *r, size_t at)
{
    const struct bale_migration *m = &r->bale->migrations[at];
    size_t n = 0, first = at == r->position.migration ? r->position.segment : 0;
    const struct bale_segment *segments = bale_segments(c->arena, m, &n);
    json_t *object = json_new_object(), *list = json_new_array();

    command_put_migration(object, m);
    json_put_number(object, "segments_done", first);
    for (size_t i = first; i < n; i++)
        json_push(list, segment_json(c->arena, m, &segments[i]));
    json_put(object, "segments", list);
    return object;
}

static void print_json(struct cli *c, const struct run *r, const struct trust *trust)
{
    json_t *object = json_new_object(), *pending = json_new_array();

    for (size_t i = r->position.migration; i < r->bale->n_migrations; i++)
        json_push(pending, migration_json(c, r, i));
    json_put_text(object, "result", json_array_size(pending) ? "pending" : "nothing-to-do");
    json_put_text(object, "bale", r->bale->id);
    json_put_text(object, "lineage", r->bale->lineage);
    json_put_text(object, "environment", r->environment);
    json_put_text(object, "from", r->ledger.head.sequence ? r->ledger.head.version : "");
    json_put_text(object, "to", bale_newest(r->bale)->version);
    json_put_number(object, "server_major", r->target->major);
    json_put_flag(object, "inside_standalone", r->position.intent);
    json_put(object, "pending", pending);
    if (breaking_text(r)) {
        json_put_text(object, "breaking", breaking_text(r));
        json_put_text(object, "breaking_needs", breaking_needs(r, trust));
    }
    command_print_json(c, object);
}

static bool plan(struct cli *c, struct opened *o, struct target *t, struct fail *f)
{
    struct run r = { .arena = c->arena, .cli = c, .target = t };

    if (!command_need_environment(c, &r.environment, f) || !command_open(c, o, f))
        return false;
    r.bale = o->bale;
    if (!bale_policy_check(c->arena, r.bale, o->trust, r.environment, o->now, NULL, 0, NULL, f) ||
        !promote_check(c, PLAN_WITH, o, r.environment, NULL, &r.promotion, f) ||
        !command_connect(c, o, r.environment, true, t, f) || !apply_prepare(&r, o->trust, o->now, f) ||
        !apply_gate(&r, f))
        return false;
    if (cli_given(c, OPTION_JSON))
        print_json(c, &r, o->trust);
    else
        print_text(c, &r, o->trust);
    size_t pending = r.bale->n_migrations - r.position.migration;
    if (cli_given(c, PLAN_CHECK) && pending)
        return fail_named(f, FAIL_BLOCKED, "plan.pending", "%zu migrations are pending", pending);
    return true;
}

bool command_plan(struct cli *c, struct fail *f)
{
    owned(opened_close) struct opened o = { 0 };
    owned(target_close) struct target t = TARGET_CLOSED;

    if (plan(c, &o, &t, f))
        return true;
    return text_equal(f->name, "plan.pending") ? false : command_failed(c, f);
}
