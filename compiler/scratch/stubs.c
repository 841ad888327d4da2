/*
 * stubs: extensions of which the prelude says that targets have them, whoever put them there.
 */
#include "prelude.h"
#include "workspace.h"

static void add(struct arena *a, struct names *names, size_t *room, const struct source_file *files, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < files[i].n_statements; k++) {
            const struct source_statement *s = &files[i].statements[k];
            if (!text_equal(s->object.kind, "extension") || !source_directive(s, DIRECTIVE_STUB))
                continue;
            if (names->count == *room)
                names->at = arena_grow(a, names->at, names->count, room, sizeof *names->at);
            names->at[names->count++] = s->object.name;
        }
}

void workspace_add_stubs(struct arena *a, struct managed *m, const char *prelude,
                         const struct source_file *files, size_t n)
{
    struct source_file builtin;
    struct fail ignored = { 0 };
    struct names names = { 0 };
    size_t room = 0;

    if (prelude &&
        source_parse(a, "prelude", prelude_extensions(prelude), SOURCE_PRELUDE, &builtin, &ignored))
        add(a, &names, &room, &builtin, 1);
    add(a, &names, &room, files, n);
    m->stubs = names.at;
    m->n_stubs = names.count;
}
