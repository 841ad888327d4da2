/*
 * bale: what can be derived from a bale's own fields.
 */
#include "bale.h"

const struct bale_migration *bale_newest(const struct bale *b)
{
    return b->n_migrations ? &b->migrations[b->n_migrations - 1] : NULL;
}

const struct bale_states *bale_states_of(const struct bale_migration *m, unsigned major)
{
    for (size_t i = 0; i < m->n_states; i++)
        if (m->states[i].major == major)
            return &m->states[i];
    return NULL;
}

const struct bale_segment *bale_segments(struct arena *a, const struct bale_migration *m, size_t *count)
{
    size_t most = 0, n = 0;

    for (size_t i = 0; i < m->n_steps; i++)
        most += m->steps[i].standalone ? m->steps[i].n_statements : 1;
    struct bale_segment *segments = arena_array(a, most, sizeof *segments);
    for (size_t i = 0; i < m->n_steps; i++) {
        const struct bale_step *step = &m->steps[i];
        if (!step->standalone && n && !segments[n - 1].standalone) {
            segments[n - 1].n_steps++;
            continue;
        }
        size_t pieces = step->standalone ? step->n_statements : 1;
        for (size_t s = 0; s < pieces; s++)
            segments[n++] = (struct bale_segment){
                .standalone = step->standalone, .first_step = i, .n_steps = 1, .statement = s
            };
    }
    *count = n;
    return segments;
}
