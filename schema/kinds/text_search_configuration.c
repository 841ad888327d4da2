/*
 * text_search_configuration: a text search configuration and its mappings, one per line.
 */
#include "kinds.h"
#include "text_search_configuration_sql.h"

enum { PARSER, MAPPINGS, N_ATTRIBUTES };

/* The next line of `*at`, NULL at the end. */
static const char *next_line(struct arena *a, const char **at)
{
    if (!*at || !**at)
        return NULL;
    size_t size = strcspn(*at, "\n");
    const char *line = arena_copy(a, *at, size);
    *at += size + ((*at)[size] == '\n');
    return line;
}

/* The mapping of `word` (with the blank that follows it) in a list, NULL when there is none. */
static const char *mapping_of(struct arena *a, const char *list, const char *word)
{
    for (const char *at = list, *line; (line = next_line(a, &at)) != NULL;)
        if (text_starts(line, word))
            return line;
    return NULL;
}

static void say_mappings(struct change *c, const char *was, const char *now)
{
    const char *line;

    for (const char *at = was; (line = next_line(c->arena, &at)) != NULL;) {
        size_t size = strcspn(line, " ");
        if (!mapping_of(c->arena, now, arena_copy(c->arena, line, size + 1)))
            say(c, COST_FREE, "ALTER %s DROP MAPPING FOR %.*s", c->now->identity, (int)size, line);
    }
    for (const char *at = now; (line = next_line(c->arena, &at)) != NULL;) {
        const char *old = mapping_of(c->arena, was, arena_copy(c->arena, line, strcspn(line, " ") + 1));
        if (!text_equal(old, line))
            say(c, COST_FREE, "ALTER %s %s MAPPING FOR %s", c->now->identity, old ? "ALTER" : "ADD", line);
    }
}

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s (PARSER = %s)", c->now->identity, c->now->values[PARSER]);
    say_mappings(c, NULL, c->now->values[MAPPINGS]);
}

static void alter_mappings(struct change *c)
{
    say_mappings(c, c->was->values[MAPPINGS], c->now->values[MAPPINGS]);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [PARSER] = { "parser", REMEDY_REMAKE },
    [MAPPINGS] = { "mappings", REMEDY_ALTER, .alter = alter_mappings },
};

const struct kind kind_text_search_configuration = {
    .name = "text search configuration",
    .query = text_search_configuration_sql,
    .rank = 49,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
