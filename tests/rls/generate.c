/*
 * generate: see generate.h. Conditions are built from few atoms, so that what changes often has something to
 * do with what was there; nulls are frequent in the rows, so that three-valued logic matters.
 */
#include "generate.h"

#include "text.h"

enum { POLICIES = 3, DEPTH = 3 };

struct random {
    uint64_t state;
};

static unsigned draw(struct random *r, unsigned n)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((r->state >> 33) % n);
}

/* A tree of a condition, so that the one after can be a change of the one before. */
struct condition {
    int operator; /* 0: atom, 1: AND, 2: OR, 3: NOT, 4: IS TRUE, 5: COALESCE(x, false), 6: IS NOT TRUE */
    const char *atom;
    struct condition *left, *right;
};

static const char *const atoms[] = {
    "public",
    "locked",
    "owner = auth.uid()",
    "owner = (SELECT auth.uid())",
    "auth.uid() = owner",
    "status = 'a'",
    "status IN ('a', 'b')",
    "status NOT IN ('a', 'c')",
    "status <> 'b'",
    "kind IN ('draft', 'final')",
    "kind = 'draft'",
    "kind <> ALL (ARRAY['draft', 'secret']::app.kind[])",
    "amount > 4",
    "4 < amount",
    "amount >= 4",
    "4 <= amount",
    "team = amount",
    "amount = team",
    "deleted_at IS NULL",
    "true",
    "false",
    "public = true",
    "locked = false",
    "locked <> true",
    "label IN ('a', 'b')",
    "label = 'a'",
    "app.is_member(auth.uid(), team)",
    "NULL::boolean",
    "public IS NOT FALSE",
    "COALESCE(locked, true)",
    "EXISTS (SELECT FROM app.member m WHERE m.team = doc.team)",
};

static struct condition *make(struct arena *a, struct random *r, int depth)
{
    struct condition *c = arena_alloc(a, sizeof *c);

    if (depth == 0 || draw(r, 3) == 0) {
        c->atom = atoms[draw(r, (unsigned)countof(atoms))];
        return c;
    }
    static const int operators[] = { 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6 };
    c->operator= operators[draw(r, (unsigned)countof(operators))];
    c->left = make(a, r, depth - 1);
    if (c->operator<= 2)
        c->right = make(a, r, depth - 1);
    return c;
}

/* A copy with something done to it: rewritten into an equal one, made stronger, weaker or different. */
static struct condition *change(struct arena *a, struct random *r, const struct condition *was)
{
    struct condition *c = arena_alloc(a, sizeof *c), *other = arena_alloc(a, sizeof *other);

    *c = *was;
    switch (draw(r, 7)) {
    case 0:
    case 1: /* one more on either side */
        *other = (struct condition){ .operator=(int) draw(r, 2) + 1, .left = c, .right = make(a, r, 1) };
        return other;
    case 2: /* one less */
        return c->operator== 1 || c->operator== 2 ? draw(r, 2) ? c->left : c->right : c;
    case 3: /* the other way around */
        if (c->operator== 1 || c->operator== 2) {
            c->left = was->right;
            c->right = was->left;
        }
        return c;
    case 4: /* twice NOT */
        *other = (struct condition){ .operator= 3, .left = c };
        struct condition *twice = arena_alloc(a, sizeof *twice);
        *twice = (struct condition){ .operator= 3, .left = other };
        return twice;
    case 5: /* somewhere below */
        if (c->left)
            c->left = change(a, r, c->left);
        if (c->right && draw(r, 2))
            c->right = change(a, r, c->right);
        return c;
    default:
        return make(a, r, DEPTH);
    }
}

static void write_condition(struct text *t, const struct condition *c)
{
    static const char *const before[] = { "(", "(", "(", "(NOT ", "(", "COALESCE(", "(" };
    static const char *const between[] = { "", " AND ", " OR ", "", "", "", "" };
    static const char *const after[] = { ")", ")", ")", ")", " IS TRUE)", ", false)", " IS NOT TRUE)" };

    text_add(t, before[c->operator]);
    if (c->atom)
        text_add(t, c->atom);
    if (c->left)
        write_condition(t, c->left);
    text_add(t, between[c->operator]);
    if (c->right)
        write_condition(t, c->right);
    text_add(t, after[c->operator]);
}

struct policy {
    bool there, restrictive;
    unsigned command, roles;
    struct condition *using, *check; /* either may be NULL */
};

static const char *const commands[] = { "SELECT", "INSERT", "UPDATE", "DELETE", "ALL", "ALL" };
static const char *const roles[] = { "authenticated", "PUBLIC", "anon, authenticated", "staff",
                                     "authenticated, staff" };

static struct policy make_policy(struct arena *a, struct random *r)
{
    struct policy p = { .there = draw(r, 4) > 0,
                        .restrictive = draw(r, 3) == 0,
                        .command = draw(r, (unsigned)countof(commands)),
                        .roles = draw(r, (unsigned)countof(roles)) };

    if (p.command != 1 && draw(r, 8))
        p.using = make(a, r, DEPTH);
    if (p.command != 0 && p.command != 3 && (p.command == 1 || draw(r, 3) == 0))
        p.check = make(a, r, DEPTH);
    return p;
}

static struct policy change_policy(struct arena *a, struct random *r, struct policy p)
{
    switch (draw(r, 8)) {
    case 0:
        p.there = !p.there;
        break;
    case 1:
        p.roles = draw(r, (unsigned)countof(roles));
        break;
    case 2:
        p.restrictive = !p.restrictive;
        break;
    case 3:
        return make_policy(a, r);
    default:
        if (p.using)
            p.using = change(a, r, p.using);
        if (p.check && draw(r, 2))
            p.check = change(a, r, p.check);
        break;
    }
    return p;
}

static void write_policy(struct text *t, const struct policy *p, size_t number)
{
    if (!p->there)
        return;
    text_addf(t, "CREATE POLICY p%zu ON app.doc AS %s FOR %s TO %s", number,
              p->restrictive ? "RESTRICTIVE" : "PERMISSIVE", commands[p->command], roles[p->roles]);
    if (p->using) {
        text_add(t, " USING (");
        write_condition(t, p->using);
        text_add(t, ")");
    }
    if (p->check) {
        text_add(t, " WITH CHECK (");
        write_condition(t, p->check);
        text_add(t, ")");
    }
    text_add(t, ";\n");
}

static const char *const grants[] = {
    "GRANT SELECT ON app.doc TO staff;\n",
    "REVOKE UPDATE ON app.doc FROM authenticated;\n",
    "GRANT INSERT, UPDATE, DELETE ON app.doc TO anon;\n",
    "ALTER TABLE app.doc FORCE ROW LEVEL SECURITY;\n",
    "ALTER TABLE app.doc OWNER TO keeper;\n",
    "GRANT SELECT ON app.member TO anon;\n",
    "CREATE POLICY m ON app.member USING (role = 'admin');\n",
    "GRANT SELECT ON app.member TO PUBLIC;\n",
};

struct made_up generate_transition(struct arena *a, unsigned seed, unsigned number)
{
    struct random r = { seed * 2654435761u + number * 40503u + 12345u };
    struct text before = text_new(a), after = text_new(a);
    bool changed = false;

    for (int i = 0; i < 8; i++)
        draw(&r, 2);
    for (size_t i = 0; i < 2; i++)
        if (draw(&r, 2))
            text_add(&before, grants[draw(&r, (unsigned)countof(grants) - 2)]);
    for (size_t i = 0; i < POLICIES; i++) {
        struct policy was = make_policy(a, &r), now = was;
        write_policy(&before, &was, i);
        if (!draw(&r, 2) && changed)
            continue;
        changed = true;
        now = change_policy(a, &r, was);
        if (was.there)
            text_addf(&after, "DROP POLICY p%zu ON app.doc;\n", i);
        write_policy(&after, &now, i);
    }
    if (draw(&r, 5) == 0)
        text_add(&after, grants[draw(&r, (unsigned)countof(grants))]);
    return (struct made_up){ format(a, "random %u/%u", seed, number), before.at, after.at };
}
