/*
 * definer_search_path: a function that runs with the rights of its owner, and looks names up where its caller
 * says.
 */
#include "lint.h"

/* Settings are "name=value, name=value". */
static bool pinned(const char *settings)
{
    return settings && (text_starts(settings, "search_path=") || strstr(settings, ", search_path="));
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_functions; i++) {
        const struct access_function *f = &l->state->functions[i];
        if (f->schema->managed && f->definer && !f->parsed && !pinned(f->settings))
            lint_function(l, rule, f, NULL);
    }
}

const struct lint_rule lint_definer_search_path = {
    .code = "definer-search-path",
    .level = FINDING_ERROR,
    .message = "it runs with its owner's rights, but the caller's search_path decides what its names mean",
    .hint = "Add SET search_path = '' and write schemas before names.",
    .look = look,
};
