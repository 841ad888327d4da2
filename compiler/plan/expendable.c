/*
 * expendable: see expendable.h.
 */
#include "expendable.h"

#include "target.h"

static bool take_directive(struct arena *a, const struct model *m, const struct source_file *file,
                           const struct directive *one, bool *list, struct fail *f)
{
    struct target target;
    bool known;

    if (one->kind != DIRECTIVE_ALLOW || one->statement == NO_STATEMENT ||
        !text_equal(one->text, "drop-and-add"))
        return true;
    if (!target_of(a, file, &file->statements[one->statement], one, &target, &known, f))
        return false;
    const struct object *o = known ? target_find(a, m, &target) : NULL;
    if (o)
        list[o->index] = true;
    return true;
}

bool expendable_find(struct arena *a, const struct model *m, const struct source_file *files, size_t n_files,
                     bool all, const bool **out, struct fail *f)
{
    bool *list = arena_array(a, m->n_objects, sizeof *list);

    for (size_t i = 0; i < m->n_objects; i++)
        list[i] = all;
    for (size_t i = 0; i < n_files; i++)
        for (size_t k = 0; k < files[i].n_directives; k++)
            if (!take_directive(a, m, &files[i], &files[i].directives[k], list, f))
                return false;
    *out = list;
    return true;
}
