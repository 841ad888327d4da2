/*
 * snapshot: see snapshot.h. Objects are named by their place in the model; `NONE` stands for no object.
 */
#include "snapshot.h"

#include "compact.h"
#include "digest.h"

#define FORMAT "pgbale-model/7"
#define NONE (-1)

const char *snapshot_kinds(struct arena *a)
{
    struct text t = text_new(a);
    char *hex = arena_alloc(a, ID_TEXT);

    for (size_t i = 0; kinds[i]; i++) {
        text_addf(&t, "%s\n%s\n", kinds[i]->name, kinds[i]->query);
        for (size_t k = 0; k < kinds[i]->n_attributes; k++)
            text_addf(&t, "%s\n", kinds[i]->attributes[k].column);
    }
    digest_hex((struct bytes){ (const uint8_t *)t.at, t.size }, hex);
    return hex;
}

/* ------------------------------------------------------------ writing */

static size_t kind_number(const struct kind *kind)
{
    size_t i = 0;

    while (kinds[i] != kind)
        i++;
    return i;
}

static void put_list(struct text *t, struct object *const *list, size_t n)
{
    compact_put_number(t, n);
    for (size_t i = 0; i < n; i++)
        compact_put_number(t, list[i]->index);
}

static void put_place(struct text *t, const struct object *o)
{
    compact_put_signed(t, o ? (int64_t)o->index : NONE);
}

static void put_object(struct text *t, const struct object *o)
{
    compact_put_number(t, kind_number(o->kind));
    compact_put_number(t, o->address.class);
    compact_put_number(t, o->address.object);
    compact_put_signed(t, o->address.sub);
    put_place(t, o->parent);
    compact_put_signed(t, o->ordinal);
    compact_put_text(t, o->identity);
    compact_put_text(t, o->name);
    compact_put_text(t, o->slot);
    for (size_t i = 0; i < o->kind->n_attributes; i++)
        compact_put_text(t, o->values[i]);
    put_list(t, o->needs, o->n_needs);
    put_list(t, o->owners, o->n_owners);
    put_list(t, o->after, o->n_after);
    put_place(t, o->origin);
    put_place(t, o->link);
    put_place(t, o->tie);
    compact_put_number(t, o->copied);
    compact_put_number(t, o->apart);
    compact_put_number(t, o->alike);
}

struct bytes snapshot_write(struct arena *a, const struct model *m)
{
    struct text t = text_new(a);

    compact_put_text(&t, FORMAT);
    compact_put_text(&t, snapshot_kinds(a));
    compact_put_number(&t, (uint64_t)m->server_version);
    compact_put_number(&t, m->n_objects);
    for (size_t i = 0; i < m->n_objects; i++)
        put_object(&t, m->objects[i]);
    compact_put_number(&t, m->n_unmodelled);
    for (size_t i = 0; i < m->n_unmodelled; i++) {
        compact_put_text(&t, m->unmodelled[i].type);
        compact_put_text(&t, m->unmodelled[i].identity);
    }
    compact_put_number(&t, m->n_outsiders);
    for (size_t i = 0; i < m->n_outsiders; i++) {
        put_place(&t, m->outsiders[i].need);
        compact_put_text(&t, m->outsiders[i].type);
        compact_put_text(&t, m->outsiders[i].identity);
    }
    compact_put_number(&t, m->n_births);
    for (size_t i = 0; i < m->n_births; i++) {
        compact_put_number(&t, (uint8_t)m->births[i].type);
        compact_put_text(&t, m->births[i].schema);
        compact_put_text(&t, m->births[i].grantee);
        compact_put_text(&t, m->births[i].privileges);
        compact_put_text(&t, m->births[i].grantable);
    }
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

/* ------------------------------------------------------------ reading */

struct scan {
    struct arena *arena;
    struct compact in;
};

static struct object **take_list(struct scan *s, struct model *m, size_t *n)
{
    size_t count = compact_take_count(&s->in);
    struct object **list = arena_array(s->arena, count, sizeof(struct object *));

    for (size_t i = 0; i < count && !s->in.bad; i++) {
        uint64_t index = compact_take_number(&s->in);
        if (index >= m->n_objects)
            s->in.bad = true;
        else
            list[i] = m->objects[index];
    }
    *n = s->in.bad ? 0 : count;
    return list;
}

static struct object *take_place(struct scan *s, struct model *m)
{
    int64_t index = compact_take_signed(&s->in);

    if (index < NONE || index >= (int64_t)m->n_objects)
        s->in.bad = true;
    return s->in.bad || index == NONE ? NULL : m->objects[index];
}

static void take_object(struct scan *s, struct model *m, struct object *o, size_t n_kinds)
{
    size_t kind = compact_take_count(&s->in);

    if (s->in.bad || kind >= n_kinds) {
        s->in.bad = true;
        return;
    }
    o->kind = kinds[kind];
    o->address.class = (uint32_t)compact_take_number(&s->in);
    o->address.object = (uint32_t)compact_take_number(&s->in);
    o->address.sub = (int32_t)compact_take_signed(&s->in);
    o->parent = take_place(s, m);
    o->ordinal = (long)compact_take_signed(&s->in);
    o->identity = compact_take_text(&s->in);
    o->name = compact_take_text(&s->in);
    o->slot = compact_take_text(&s->in);
    o->values = arena_array(s->arena, o->kind->n_attributes, sizeof *o->values);
    for (size_t i = 0; i < o->kind->n_attributes; i++)
        o->values[i] = compact_take_text(&s->in);
    o->needs = take_list(s, m, &o->n_needs);
    o->owners = take_list(s, m, &o->n_owners);
    o->after = take_list(s, m, &o->n_after);
    o->origin = take_place(s, m);
    o->link = take_place(s, m);
    o->tie = take_place(s, m);
    o->copied = compact_take_number(&s->in) != 0;
    o->apart = compact_take_number(&s->in) != 0;
    o->alike = compact_take_number(&s->in) != 0;
    s->in.bad = s->in.bad || !o->identity || !o->name;
}

static void take_rest(struct scan *s, struct model *m)
{
    m->n_unmodelled = compact_take_count(&s->in);
    struct unmodelled *unmodelled = arena_array(s->arena, m->n_unmodelled, sizeof *unmodelled);
    for (size_t i = 0; i < m->n_unmodelled; i++) {
        unmodelled[i].type = compact_take_text(&s->in);
        unmodelled[i].identity = compact_take_text(&s->in);
    }
    m->unmodelled = unmodelled;
    m->n_outsiders = compact_take_count(&s->in);
    m->outsiders = arena_array(s->arena, m->n_outsiders, sizeof *m->outsiders);
    for (size_t i = 0; i < m->n_outsiders; i++) {
        m->outsiders[i].need = take_place(s, m);
        m->outsiders[i].type = compact_take_text(&s->in);
        m->outsiders[i].identity = compact_take_text(&s->in);
        s->in.bad = s->in.bad || !m->outsiders[i].need || !m->outsiders[i].identity;
    }
    m->n_births = compact_take_count(&s->in);
    struct birth_grant *births = arena_array(s->arena, m->n_births, sizeof *births);
    for (size_t i = 0; i < m->n_births; i++) {
        births[i].type = (char)compact_take_number(&s->in);
        births[i].schema = compact_take_text(&s->in);
        births[i].grantee = compact_take_text(&s->in);
        births[i].privileges = compact_take_text(&s->in);
        births[i].grantable = compact_take_text(&s->in);
    }
    m->births = births;
}

static struct model *take_model(struct scan *s)
{
    struct model *m = arena_alloc(s->arena, sizeof *m);
    size_t n_kinds = 0;

    while (kinds[n_kinds])
        n_kinds++;
    if (!text_equal(compact_take_text(&s->in), FORMAT) ||
        !text_equal(compact_take_text(&s->in), snapshot_kinds(s->arena)))
        return NULL;
    m->arena = s->arena;
    m->server_version = (int)compact_take_number(&s->in);
    m->n_objects = compact_take_count(&s->in);
    m->objects = arena_array(s->arena, m->n_objects, sizeof(struct object *));
    struct object *all = arena_array(s->arena, m->n_objects, sizeof *all);
    for (size_t i = 0; i < m->n_objects; i++)
        m->objects[i] = &all[i];
    for (size_t i = 0; i < m->n_objects && !s->in.bad; i++)
        take_object(s, m, &all[i], n_kinds);
    take_rest(s, m);
    if (!compact_done(&s->in))
        return NULL;
    model_finish(m);
    return m;
}

struct model *snapshot_read(struct arena *a, struct bytes from)
{
    struct scan s = { .arena = a, .in = compact_of(from) };

    return take_model(&s);
}
