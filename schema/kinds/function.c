/*
 * function: a function, window function or procedure. CREATE OR REPLACE carries every
 * attribute; what it cannot change (result, names of parameters, fewer defaults) is remade.
 */
#include "function_sql.h"
#include "kinds.h"

enum { KIND, RESULT, PARAMETERS, DEFAULTS, DEFINITION, N_ATTRIBUTES };

static void create(struct change *c)
{
    const char *text = c->now->values[DEFINITION];
    size_t size = strlen(text);

    while (size && text[size - 1] == '\n')
        size--;
    /* A body in quotes hides what it uses from pg_depend. */
    unsigned hazards = strstr(text, "\nBEGIN ATOMIC\n") ? 0 : HAZARD_OPAQUE;
    say(c, (struct cost){ .hazards = hazards }, "%.*s", (int)size, text);
}

/* Unnamed parameters may be given names; a name cannot be changed. */
static enum remedy decide_parameters(const struct change *c)
{
    return c->was->values[PARAMETERS] ? REMEDY_REMAKE : REMEDY_ALTER;
}

static enum remedy decide_defaults(const struct change *c)
{
    const char *was = c->was->values[DEFAULTS], *now = c->now->values[DEFAULTS];
    size_t n_was = was ? strlen(was) : 0, n_now = now ? strlen(now) : 0;

    if (n_was != n_now)
        return n_now > n_was ? REMEDY_ALTER : REMEDY_REMAKE;
    return was && strcmp(now, was) < 0 ? REMEDY_REMAKE : REMEDY_ALTER;
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return arena_text(a, o->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [KIND] = { "kind", REMEDY_REMAKE },
    [RESULT] = { "result", REMEDY_REMAKE },
    [PARAMETERS] = { "parameters", REMEDY_ALTER, decide_parameters, NULL },
    [DEFAULTS] = { "defaults", REMEDY_ALTER, decide_defaults, NULL },
    [DEFINITION] = { "definition", REMEDY_ALTER, .alter = create, .expression = true },
};

const struct kind kind_function = {
    .name = "function",
    .query = function_sql,
    .rank = 45,
    .traits = KIND_DEPARSED | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .grant_type = 'f',
    .grant_target = grant_target,
};
