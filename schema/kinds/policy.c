/*
 * policy: a row security policy. ALTER POLICY leaves no moment without it; what it cannot say
 * (another command or mode, a clause removed) is dropped and created in one transaction.
 */
#include "kinds.h"
#include "policy_sql.h"

enum { MODE, COMMAND, ROLES, USING, CHECK, N_ATTRIBUTES };

static void create(struct change *c)
{
    const struct object *o = c->now;
    const char *const *v = o->values;

    say(c, COST_BRIEF, "CREATE %s\n    AS %s FOR %s TO %s%s%s%s%s%s%s", o->identity, v[MODE], v[COMMAND],
        v[ROLES], v[USING] ? "\n    USING (" : "", v[USING] ? v[USING] : "", v[USING] ? ")" : "",
        v[CHECK] ? "\n    WITH CHECK (" : "", v[CHECK] ? v[CHECK] : "", v[CHECK] ? ")" : "");
}

static void alter_roles(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s TO %s", c->now->identity, c->now->values[ROLES]);
}

static enum remedy decide_using(const struct change *c)
{
    return c->now->values[USING] ? REMEDY_ALTER : REMEDY_REMAKE;
}

static enum remedy decide_check(const struct change *c)
{
    return c->now->values[CHECK] ? REMEDY_ALTER : REMEDY_REMAKE;
}

static void alter_using(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s\n    USING (%s)", c->now->identity, c->now->values[USING]);
}

static void alter_check(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s\n    WITH CHECK (%s)", c->now->identity, c->now->values[CHECK]);
}

static bool restricts(const struct object *o)
{
    return text_equal(o->values[MODE], "RESTRICTIVE");
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [MODE] = { "mode", REMEDY_REMAKE },
    [COMMAND] = { "command", REMEDY_REMAKE },
    [ROLES] = { "roles", REMEDY_ALTER, .alter = alter_roles },
    [USING] = { "using", REMEDY_ALTER, decide_using, alter_using, .expression = true },
    [CHECK] = { "check", REMEDY_ALTER, decide_check, alter_check, .expression = true },
};

const struct kind kind_policy = {
    .name = "policy",
    .query = policy_sql,
    .rank = 82,
    .traits = KIND_TWINS | KIND_DEPARSED | KIND_LOOKS_UP | KIND_ACCESS | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .restricts = restricts,
};
