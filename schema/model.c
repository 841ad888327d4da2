/*
 * model: see model.h.
 */
#include "model.h"

#include <stdlib.h>

/* Eight bytes at a time: every object is looked up several times, and identities are long. */
static uint64_t hash(const char *identity)
{
    uint64_t h = 14695981039346656037u;

    for (size_t left = strlen(identity); left;) {
        uint64_t word = 0;
        size_t size = left < sizeof word ? left : sizeof word;
        memcpy(&word, identity, size);
        h = (h ^ word) * 1099511628211u;
        h ^= h >> 29;
        identity += size;
        left -= size;
    }
    return h;
}

struct object *model_find(const struct model *m, const struct kind *kind, const char *identity)
{
    const uint64_t h = hash(identity);

    if (!m->n_slots)
        return NULL;
    for (size_t i = h & (m->n_slots - 1); m->slots[i].object; i = (i + 1) & (m->n_slots - 1))
        if (m->slots[i].hash == h && m->slots[i].object->kind == kind &&
            strcmp(m->slots[i].object->identity, identity) == 0)
            return m->slots[i].object;
    return NULL;
}

static bool same_values(const struct object *a, const struct object *b)
{
    for (size_t i = 0; i < a->kind->n_attributes; i++)
        if (!text_equal(a->values[i], b->values[i]))
            return false;
    return true;
}

bool model_same(const struct model *m, const struct model *finished)
{
    if (m->n_objects != finished->n_objects)
        return false;
    for (size_t i = 0; i < m->n_objects; i++) {
        const struct object *other = model_find(finished, m->objects[i]->kind, m->objects[i]->identity);
        if (!other || !same_values(m->objects[i], other))
            return false;
    }
    return true;
}

static void fill_hash(struct model *m)
{
    m->n_slots = 1;
    while (m->n_slots < m->n_objects * 2 + 1)
        m->n_slots *= 2;
    m->slots = arena_array(m->arena, m->n_slots, sizeof *m->slots);
    for (size_t n = 0; n < m->n_objects; n++) {
        const uint64_t h = hash(m->objects[n]->identity);
        size_t i = h & (m->n_slots - 1);
        while (m->slots[i].object)
            i = (i + 1) & (m->n_slots - 1);
        m->slots[i] = (struct model_slot){ h, m->objects[n] };
    }
}

static int by_ordinal(const void *a, const void *b)
{
    const struct object *x = *(struct object *const *)a, *y = *(struct object *const *)b;

    if (x->kind != y->kind)
        return x->kind->rank - y->kind->rank;
    if (x->ordinal != y->ordinal)
        return x->ordinal < y->ordinal ? -1 : 1;
    return strcmp(x->identity, y->identity);
}

/* Fills children and used_by with two passes, so that each array is allocated once. */
static void fill_reverse(struct model *m)
{
    size_t *children = arena_array(m->arena, m->n_objects, sizeof *children);
    size_t *users = arena_array(m->arena, m->n_objects, sizeof *users);
    size_t *copies = arena_array(m->arena, m->n_objects, sizeof *copies);

    for (size_t i = 0; i < m->n_objects; i++) {
        const struct object *o = m->objects[i];
        if (o->parent)
            children[o->parent->index]++;
        if (o->origin)
            copies[o->origin->index]++;
        for (size_t k = 0; k < o->n_needs; k++)
            users[o->needs[k]->index]++;
    }
    for (size_t i = 0; i < m->n_objects; i++) {
        m->objects[i]->children = arena_array(m->arena, children[i], sizeof(struct object *));
        m->objects[i]->copies = arena_array(m->arena, copies[i], sizeof(struct object *));
        m->objects[i]->used_by = arena_array(m->arena, users[i], sizeof(struct object *));
    }
    for (size_t i = 0; i < m->n_objects; i++) {
        struct object *o = m->objects[i];
        if (o->parent)
            o->parent->children[o->parent->n_children++] = o;
        if (o->origin)
            o->origin->copies[o->origin->n_copies++] = o;
        for (size_t k = 0; k < o->n_needs; k++)
            o->needs[k]->used_by[o->needs[k]->n_used_by++] = o;
    }
    for (size_t i = 0; i < m->n_objects; i++)
        if (m->objects[i]->n_children > 1)
            qsort(m->objects[i]->children, m->objects[i]->n_children, sizeof(struct object *), by_ordinal);
}

void model_finish(struct model *m)
{
    for (size_t i = 0; i < m->n_objects; i++)
        m->objects[i]->index = i;
    fill_hash(m);
    fill_reverse(m);
}

const char *object_value(const struct object *o, const char *column)
{
    for (size_t i = 0; i < o->kind->n_attributes; i++)
        if (strcmp(o->kind->attributes[i].column, column) == 0)
            return o->values[i];
    return NULL;
}

const struct object *object_top(const struct object *o)
{
    while (o->parent)
        o = o->parent;
    return o;
}
