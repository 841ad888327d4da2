/*
 * load_waits: which failed statement waits for which other, by the name that the server missed.
 *
 * It only decides the order of the next round, so that declarations that stand backwards cost one more round
 * and not one per link of their chain. The server remains the judge of what depends on what.
 */
#include "load_inner.h"

static size_t slot_of(const char *name, size_t n_slots)
{
    uint64_t hash = 14695981039346656037u;

    for (; *name; name++)
        hash = (hash ^ (uint8_t)*name) * 1099511628211u;
    return hash & (n_slots - 1);
}

/* Policies, triggers and rules are never what another statement misses, and share names freely. */
static const char *name_of(const struct load_item *item)
{
    const struct source_object *o = &item->statement->object;
    bool has_table = o->on && !text_equal(o->kind, "index");

    return has_table ? NULL : o->name;
}

/* The slot that holds `name`, or the free one where it belongs. Slots are index + 1 of the first with it. */
static size_t *look_up(size_t *slots, size_t n_slots, const struct load_item *items, const char *name)
{
    size_t at = slot_of(name, n_slots);

    while (slots[at] && strcmp(name_of(&items[slots[at] - 1]), name) != 0)
        at = (at + 1) & (n_slots - 1);
    return &slots[at];
}

size_t *load_waits(struct arena *a, const struct load_item *items, const struct load_batch *b)
{
    size_t n_slots = 16;

    while (n_slots < b->count * 2)
        n_slots *= 2;
    size_t *slots = arena_array(a, n_slots, sizeof *slots);
    size_t *waits = arena_array(a, b->count, sizeof *waits);
    for (size_t i = 0; i < b->count; i++) {
        const char *name = b->list[i].refusal ? name_of(&items[i]) : NULL;
        size_t *slot = name ? look_up(slots, n_slots, items, name) : NULL;
        if (slot && !*slot)
            *slot = i + 1;
    }
    for (size_t i = 0; i < b->count; i++) {
        const char *missing = b->list[i].refusal ? server_error_missing(a, b->list[i].refusal) : NULL;
        size_t found = missing ? *look_up(slots, n_slots, items, missing) : 0;
        waits[i] = found && found - 1 != i ? found - 1 : NOT_WAITING;
    }
    return waits;
}

size_t load_reorder(struct arena *a, struct load_item *items, const struct load_batch *b)
{
    const size_t *waits = load_waits(a, items, b);
    struct load_item *sorted = arena_array(a, b->count, sizeof *sorted);
    size_t *chain = arena_array(a, b->count, sizeof *chain);
    bool *seen = arena_array(a, b->count, sizeof *seen);
    size_t kept = 0;

    for (size_t i = 0; i < b->count; i++) {
        size_t length = 0;
        for (size_t at = i; at != NOT_WAITING && b->list[at].refusal && !seen[at]; at = waits[at]) {
            seen[at] = true;
            chain[length++] = at;
        }
        while (length)
            sorted[kept++] = items[chain[--length]];
    }
    if (kept)
        memcpy(items, sorted, kept * sizeof *items);
    return kept;
}
