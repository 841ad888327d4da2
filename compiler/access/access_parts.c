/*
 * access_parts: see access_parts.h.
 */
#include "access_parts.h"

/* Is `above` a parent of the relation, directly or through others? */
static bool is_part_of(const struct access_state *s, const struct access_relation *r, uint32_t above)
{
    for (size_t i = 0; i < r->n_parents; i++) {
        const struct access_relation *parent = access_relation_at(s, r->parents[i]);
        if (r->parents[i] == above || (parent && is_part_of(s, parent, above)))
            return true;
    }
    return false;
}

/* Everything above a part that it had not above it before. */
static void climb_now(const struct access_pairs *p, const struct access_relation *part,
                      const struct access_relation *at, bool *gained)
{
    const struct access_relation *was = p->old_relations[part->index];

    for (size_t i = 0; i < at->n_parents; i++) {
        const struct access_relation *above = access_relation_at(p->now, at->parents[i]);
        const struct access_relation *old = above ? p->old_relations[above->index] : NULL;
        if (!above)
            continue;
        if (!old || !is_part_of(p->was, was, old->oid))
            gained[above->index] = true;
        climb_now(p, part, above, gained);
    }
}

static void climb_before(const struct access_pairs *p, const struct access_relation *part,
                         const struct access_relation *at, bool *lost)
{
    const struct access_relation *now = p->relations[part->index];

    for (size_t i = 0; i < at->n_parents; i++) {
        const struct access_relation *above = access_relation_at(p->was, at->parents[i]);
        const struct access_relation *new = above ? p->relations[above->index] : NULL;
        if (!above)
            continue;
        if (new && !is_part_of(p->now, now, new->oid))
            lost[new->index] = true;
        climb_before(p, part, above, lost);
    }
}

struct access_parts access_parts(const struct access_pairs *p)
{
    struct access_parts parts = { .gained = arena_array(p->arena, p->now->n_relations, sizeof *parts.gained),
                                  .lost = arena_array(p->arena, p->now->n_relations, sizeof *parts.lost) };

    for (size_t i = 0; i < p->was->n_relations; i++) {
        const struct access_relation *was = &p->was->relations[i], *now = p->relations[i];
        if (!now)
            continue;
        climb_now(p, now, now, parts.gained);
        climb_before(p, was, was, parts.lost);
    }
    return parts;
}
