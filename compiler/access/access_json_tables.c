/*
 * access_json_tables: row security flags, policies and views in rls.json.
 */
#include "access_changed.h"
#include "access_json_inner.h"

/* Both sides of one object; one of them may be NULL. */
struct both {
    const struct access_relation *was, *now;
};

static const char *name_of(const struct both *b)
{
    return (b->now ? b->now : b->was)->name;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(name_of(a), name_of(b));
}

static struct both *relations_of(struct arena *a, const struct access_pairs *p, size_t *n)
{
    struct both *list = arena_array(a, p->was->n_relations + p->now->n_relations, sizeof *list);

    *n = 0;
    for (size_t i = 0; i < p->now->n_relations; i++)
        list[(*n)++] = (struct both){ p->old_relations[i], &p->now->relations[i] };
    for (size_t i = 0; i < p->was->n_relations; i++)
        if (!p->relations[i])
            list[(*n)++] = (struct both){ &p->was->relations[i], NULL };
    if (*n > 1)
        qsort(list, *n, sizeof *list, by_name);
    return list;
}

static bool renamed(const struct both *b)
{
    return b->was && b->now && strcmp(b->was->name, b->now->name) != 0;
}

/* ------------------------------------------------------------ tables */

static json_t *flags_json(const struct access_relation *r)
{
    json_t *o = json_new_object();

    json_put_flag(o, "enabled", r->enabled);
    json_put_flag(o, "forced", r->forced);
    return o;
}

static bool is_table(const struct both *b)
{
    char kind = (b->now ? b->now : b->was)->kind;

    return kind == 'r' || kind == 'p';
}

json_t *access_tables_json(struct arena *a, const struct access_pairs *p)
{
    json_t *list = json_new_array();
    size_t n;
    const struct both *both = relations_of(a, p, &n);

    for (size_t i = 0; i < n; i++) {
        const struct both *b = &both[i];
        if (!is_table(b) || (b->was && b->now && b->was->enabled == b->now->enabled &&
                             b->was->forced == b->now->forced && !renamed(b)))
            continue;
        json_t *o = json_new_object();
        json_put_text(o, "name", name_of(b));
        if (renamed(b))
            json_put_text(o, "was", b->was->name);
        if (b->was)
            json_put(o, "before", flags_json(b->was));
        if (b->now)
            json_put(o, "after", flags_json(b->now));
        json_push(list, o);
    }
    return list;
}

/* ------------------------------------------------------------ policies */

static json_t *policy_json(const struct access_state *s, const struct access_policy *p)
{
    json_t *o = json_new_object(), *roles = json_new_array();

    for (size_t i = 0; i < p->n_roles; i++)
        json_push(roles, json_string(s->roles[p->roles[i]].name));
    json_put_flag(o, "permissive", p->permissive);
    json_put_text(o, "command", access_command_text(p->command));
    json_put(o, "roles", roles);
    if (p->using)
        json_put_text(o, "using", p->using);
    if (p->check)
        json_put_text(o, "check", p->check);
    return o;
}

static void push_policy(json_t *list, const struct access_pairs *p, const struct access_policy *was,
                        const struct access_policy *now)
{
    const struct access_policy *one = now ? now : was;
    bool same = was && now && access_policy_same(p, was, now),
         same_name = was && now && strcmp(was->name, now->name) == 0;

    if (same && same_name)
        return;
    json_t *o = json_new_object();
    json_put_text(o, "table", one->relation->name);
    json_put_text(o, "name", one->name);
    json_put_text(o, "change", !was ? "added" : !now ? "dropped" : same ? "renamed" : "changed");
    if (was && now && !same_name)
        json_put_text(o, "was", was->name);
    if (was && !same)
        json_put(o, "before", policy_json(p->was, was));
    if (now)
        json_put(o, "after", policy_json(p->now, now));
    json_push(list, o);
}

json_t *access_policies_json(struct arena *a, const struct access_pairs *p)
{
    json_t *list = json_new_array();
    size_t n;
    const struct both *both = relations_of(a, p, &n);

    for (size_t i = 0; i < n; i++) {
        const struct access_relation *was = both[i].was, *now = both[i].now;
        for (size_t k = 0; now && k < now->n_policies; k++)
            push_policy(list, p, p->old_policies[now->policies[k].index], &now->policies[k]);
        for (size_t k = 0; was && k < was->n_policies; k++)
            if (!p->policies[was->policies[k].index])
                push_policy(list, p, &was->policies[k], NULL);
    }
    return list;
}

/* ------------------------------------------------------------ views */

static json_t *view_json(const struct access_state *s, const struct access_relation *r)
{
    json_t *o = json_new_object();

    json_put_flag(o, "security_invoker", r->invoker);
    json_put_text(o, "owner", r->owner == NO_ROLE ? "?" : s->roles[r->owner].name);
    return o;
}

static bool same_owner(const struct access_pairs *p, const struct both *b)
{
    return b->was->owner != NO_ROLE && p->roles[b->was->owner] == b->now->owner;
}

json_t *access_views_json(struct arena *a, const struct access_pairs *p)
{
    json_t *list = json_new_array();
    size_t n;
    const struct both *both = relations_of(a, p, &n);

    for (size_t i = 0; i < n; i++) {
        const struct both *b = &both[i];
        bool text = b->was && b->now &&
                    !access_expression_same(p, b->was->definition, b->was->definition_tree,
                                            b->now->definition, b->now->definition_tree);
        if (is_table(b) ||
            (b->was && b->now && b->was->invoker == b->now->invoker && same_owner(p, b) && !text))
            continue;
        json_t *o = json_new_object();
        json_put_text(o, "name", name_of(b));
        json_put_text(o, "change", !b->was ? "added" : !b->now ? "dropped" : "changed");
        if (text)
            json_put_flag(o, "definition", true);
        if (b->was)
            json_put(o, "before", view_json(p->was, b->was));
        if (b->now)
            json_put(o, "after", view_json(p->now, b->now));
        json_push(list, o);
    }
    return list;
}
