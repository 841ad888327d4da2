/*
 * compare: what a newer bale adds to an older one, by migration, by object and by access.
 *
 * Both are verified. Migrations are the same when their ids are: an id covers the parent's, so the last
 * common one vouches for all before it.
 */
#include "audit.h"
#include "objects.h"
#include "rls.h"

#include <inttypes.h>

enum { SQL = AUDIT_WITH_JSON, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    AUDIT_COMMON_OPTIONS,
    AUDIT_JSON_OPTION,
    [SQL] = { .name = "sql", .help = "show the text of each added step, escaped" },
};

/* Two bales and where they part. */
struct pair {
    const struct cli *c;
    struct audited was, now;
    const struct bale_migration *added;
    size_t n_added;
    const char *relation; /* "extends", "same", "older", "diverged", "unrelated" */
};

static size_t find(const struct bale *b, const char *id)
{
    for (size_t i = 0; i < b->n_migrations; i++)
        if (strcmp(b->migrations[i].id, id) == 0)
            return i;
    return SIZE_MAX;
}

static void relate(struct pair *p)
{
    const struct bale *was = p->was.bale, *now = p->now.bale;
    size_t at = find(now, bale_newest(was)->id);

    if (strcmp(was->lineage, now->lineage) != 0) {
        p->relation = "unrelated";
    } else if (at != SIZE_MAX) {
        p->added = now->migrations + at + 1;
        p->n_added = now->n_migrations - at - 1;
        p->relation = p->n_added ? "extends" : "same";
    } else if (strcmp(now->migrations[0].parent, bale_newest(was)->id) == 0) {
        /* A bale that begins where the other ends. */
        p->added = now->migrations;
        p->n_added = now->n_migrations;
        p->relation = "extends";
    } else {
        p->relation = find(was, bale_newest(now)->id) != SIZE_MAX ? "older" : "diverged";
    }
}

/* --- by object -------------------------------------------------------------------------------- */

/* What happens to one object: "0002-names: ALTER TABLE, ALTER TABLE". */
struct touched {
    const char *object;
    struct text acts;
    const struct bale_migration *last;
};

struct touched_list {
    struct touched *at;
    size_t n, room;
};

static struct touched *touched_for(struct arena *a, struct touched_list *l, const char *object)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->at[i].object, object) == 0)
            return &l->at[i];
    if (l->n == l->room)
        l->at = arena_grow(a, l->at, l->n, &l->room, sizeof *l->at);
    l->at[l->n] = (struct touched){ .object = object, .acts = text_new(a) };
    return &l->at[l->n++];
}

static void touch(struct arena *a, struct touched_list *l, const struct bale_migration *m,
                  const struct bale_step *step, const struct bale_statement *s)
{
    struct touched *t = touched_for(a, l, object_of(a, step->sql, s));

    if (t->last == m)
        text_addf(&t->acts, ", %s", s->tag);
    else
        text_addf(&t->acts, "%s%s: %s", t->last ? "; " : "", m->name, s->tag);
    t->last = m;
}

static int by_object(const void *a, const void *b)
{
    return strcmp(((const struct touched *)a)->object, ((const struct touched *)b)->object);
}

static struct touched_list touched_by(const struct pair *p)
{
    struct touched_list l = { .n = 0 };

    for (size_t i = 0; i < p->n_added; i++)
        for (size_t s = 0; s < p->added[i].n_steps; s++)
            for (size_t k = 0; k < p->added[i].steps[s].n_statements; k++)
                touch(p->c->arena, &l, &p->added[i], &p->added[i].steps[s],
                      &p->added[i].steps[s].statements[k]);
    if (l.n > 1)
        qsort(l.at, l.n, sizeof *l.at, by_object);
    return l;
}

/* --- text ------------------------------------------------------------------------------------- */

static void print_pair(struct arena *a, const char *label, const struct audited *audited)
{
    const struct bale_migration *newest = bale_newest(audited->bale);

    print_field(a, 0, label, "%s %s, migration %" PRIu64 ", bale %s", audited->bale->lineage, newest->version,
                newest->sequence, audited->bale->id);
}

static void print_lists(struct arena *a, const char *label, const char *const *was, size_t n_was,
                        const char *const *now, size_t n_now)
{
    const char *before = joined(a, was, n_was, "none"), *after = joined(a, now, n_now, "none");

    if (strcmp(before, after) != 0)
        print_field(a, 1, label, "%s -> %s", before, after);
}

static void print_head(const struct pair *p)
{
    struct arena *a = p->c->arena;
    const struct bale *was = p->was.bale, *now = p->now.bale;

    print_pair(a, "old", &p->was);
    print_pair(a, "new", &p->now);
    print_lists(a, "environments", was->environments, was->n_environments, now->environments,
                now->n_environments);
    print_lists(a, "manages", was->managed, was->n_managed, now->managed, now->n_managed);
    print_lists(a, "roles", was->roles, was->n_roles, now->roles, now->n_roles);
    print_lists(a, "extensions", was->extensions, was->n_extensions, now->extensions, now->n_extensions);
    print_lists(a, "schemas", was->schemas, was->n_schemas, now->schemas, now->n_schemas);
    if (was->not_before != now->not_before || was->not_after != now->not_after)
        print_field(a, 1, "valid", "other dates");
}

static void print_access(const struct pair *p)
{
    struct arena *a = p->c->arena;

    printf("\naccess\n");
    for (size_t i = 0; i < p->n_added; i++) {
        struct rls_summary s;
        if (!rls_summary(a, p->added[i].rls, &s) || !s.analysed)
            print_field(a, 1, p->added[i].name, "see its section above");
        else
            print_field(a, 1, p->added[i].name,
                        "%" PRIu64 " widen, %" PRIu64 " narrow, %" PRIu64 " unproven%s%s", s.widens,
                        s.narrows, s.unproven, s.review ? "; reviewed by " : "", s.review ? s.review : "");
    }
}

static void print_text(const struct pair *p)
{
    struct arena *a = p->c->arena;
    struct touched_list objects = touched_by(p);

    print_head(p);
    print_field(a, 0, "the new one", "%s%s", p->relation,
                p->n_added
                    ? format(a, " the old one by %zu migration%s", p->n_added, p->n_added == 1 ? "" : "s")
                    : "");
    for (size_t i = 0; i < p->n_added; i++)
        show_migration(p->c, &p->added[i], cli_given(p->c, SQL));
    if (!p->n_added)
        return;
    printf("\nobjects\n");
    for (size_t i = 0; i < objects.n; i++)
        print_field(a, 1, objects.at[i].object, "%s", objects.at[i].acts.at);
    print_access(p);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static json_t *side_tree(const struct audited *audited)
{
    json_t *side = json_new_object();

    json_put_text(side, "bale", audited->bale->id);
    json_put_text(side, "lineage", audited->bale->lineage);
    json_put_text(side, "version", bale_newest(audited->bale)->version);
    json_put_number(side, "sequence", bale_newest(audited->bale)->sequence);
    return side;
}

static json_t *pair_tree(const struct pair *p)
{
    json_t *tree = json_new_object(), *migrations = json_new_array(), *objects = json_new_object();
    struct touched_list list = touched_by(p);

    for (size_t i = 0; i < p->n_added; i++)
        json_push(migrations, migration_tree(p->c, &p->added[i], cli_given(p->c, SQL)));
    for (size_t i = 0; i < list.n; i++)
        json_put_text(objects, list.at[i].object, list.at[i].acts.at);
    json_put(tree, "old", side_tree(&p->was));
    json_put(tree, "new", side_tree(&p->now));
    json_put_text(tree, "relation", p->relation);
    json_put(tree, "added", migrations);
    json_put(tree, "objects", objects);
    return tree;
}

/* --- the command ------------------------------------------------------------------------------ */

static void pair_close(struct pair *p)
{
    audited_close(&p->was);
    audited_close(&p->now);
}

static bool verdict(const struct pair *p, struct fail *f)
{
    if (strcmp(p->relation, "extends") == 0 || strcmp(p->relation, "same") == 0)
        return true;
    fail_named(f, FAIL_BLOCKED, format(p->c->arena, "compare.%s", p->relation),
               "the new bale does not continue the old one: it is %s", p->relation);
    return fail_hint(f, "A target that has the old one would refuse it.");
}

static bool run(struct cli *c, struct fail *f)
{
    owned(pair_close) struct pair p = { .c = c };
    struct audit *s = arena_alloc(c->arena, sizeof *s);

    if (!audit_begin(c, s, f) || !sandbox_read(&s->paths, c->operands[0], f) ||
        !sandbox_read(&s->paths, c->operands[1], f) || !audit_enter(c, s, f))
        return false;
    if (!audited_open(c, s, c->operands[0], &p.was, f) || !audited_open(c, s, c->operands[1], &p.now, f))
        return false;
    relate(&p);
    if (cli_given(c, AUDIT_JSON))
        print_json(c->arena, pair_tree(&p));
    else
        print_text(&p);
    return verdict(&p, f);
}

const struct cli_command command_compare = {
    .name = "compare",
    .operands = "OLD NEW",
    .least = 2,
    .most = 2,
    .summary = "verify two bales and show what the newer one adds, by migration, object and access",
    .details =
        "Fails with status 3 when NEW does not continue OLD. Objects are told from the statements' words.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
