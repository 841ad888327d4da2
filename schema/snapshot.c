/*
 * snapshot: see snapshot.h. Numbers are decimal and end with a space; texts are netstrings, "3:abc,", and an
 * absent one is "-".
 */
#include "snapshot.h"

#include "digest.h"

#define MAGIC "pgbale-model/4\n"

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

static void put_number(struct text *t, long long number)
{
    char digits[32];
    int size = snprintf(digits, sizeof digits, "%lld ", number);

    text_add_bytes(t, digits, (size_t)size);
}

static void put_text(struct text *t, const char *s)
{
    if (!s) {
        text_add(t, "-");
        return;
    }
    char digits[32];
    size_t size = strlen(s);
    text_add_bytes(t, digits, (size_t)snprintf(digits, sizeof digits, "%zu:", size));
    text_add_bytes(t, s, size);
    text_add_bytes(t, ",", 1);
}

static size_t kind_number(const struct kind *kind)
{
    size_t i = 0;

    while (kinds[i] != kind)
        i++;
    return i;
}

static void put_list(struct text *t, struct object *const *list, size_t n)
{
    put_number(t, (long long)n);
    for (size_t i = 0; i < n; i++)
        put_number(t, (long long)list[i]->index);
}

static void put_place(struct text *t, const struct object *o)
{
    put_number(t, o ? (long long)o->index : -1);
}

static void put_object(struct text *t, const struct object *o)
{
    put_number(t, (long long)kind_number(o->kind));
    put_number(t, o->address.class);
    put_number(t, o->address.object);
    put_number(t, o->address.sub);
    put_place(t, o->parent);
    put_number(t, o->ordinal);
    put_text(t, o->identity);
    put_text(t, o->name);
    put_text(t, o->slot);
    for (size_t i = 0; i < o->kind->n_attributes; i++)
        put_text(t, o->values[i]);
    put_list(t, o->needs, o->n_needs);
    put_list(t, o->owners, o->n_owners);
    put_list(t, o->after, o->n_after);
    put_place(t, o->origin);
    put_place(t, o->link);
    put_number(t, o->copied);
    put_number(t, o->apart);
}

struct bytes snapshot_write(struct arena *a, const struct model *m)
{
    struct text t = text_new(a), whole = text_new(a);
    char hex[ID_TEXT];

    put_text(&t, snapshot_kinds(a));
    put_number(&t, m->server_version);
    put_number(&t, (long long)m->n_objects);
    for (size_t i = 0; i < m->n_objects; i++)
        put_object(&t, m->objects[i]);
    put_number(&t, (long long)m->n_unmodelled);
    for (size_t i = 0; i < m->n_unmodelled; i++) {
        put_text(&t, m->unmodelled[i].type);
        put_text(&t, m->unmodelled[i].identity);
    }
    put_number(&t, (long long)m->n_outsiders);
    for (size_t i = 0; i < m->n_outsiders; i++) {
        put_place(&t, m->outsiders[i].need);
        put_text(&t, m->outsiders[i].type);
        put_text(&t, m->outsiders[i].identity);
    }
    put_number(&t, (long long)m->n_births);
    for (size_t i = 0; i < m->n_births; i++) {
        put_number(&t, m->births[i].type);
        put_text(&t, m->births[i].schema);
        put_text(&t, m->births[i].grantee);
        put_text(&t, m->births[i].privileges);
        put_text(&t, m->births[i].grantable);
    }
    digest_hex((struct bytes){ (const uint8_t *)t.at, t.size }, hex);
    text_addf(&whole, MAGIC "%s\n", hex);
    text_add_bytes(&whole, t.at, t.size);
    return (struct bytes){ (const uint8_t *)whole.at, whole.size };
}

/* ------------------------------------------------------------ reading */

/* The digest has shown that the bytes are ours; `bad` guards against a mistake in this file all the same. */
struct scan {
    struct arena *arena;
    const char *at, *end;
    bool bad;
};

static long long take_number(struct scan *s)
{
    char *after = NULL;
    long long number = s->bad || s->at >= s->end ? 0 : strtoll(s->at, &after, 10);

    if (!after || after == s->at || after >= s->end || *after != ' ') {
        s->bad = true;
        return 0;
    }
    s->at = after + 1;
    return number;
}

static size_t take_count(struct scan *s)
{
    long long n = take_number(s);

    if (n < 0 || n > s->end - s->at)
        s->bad = true;
    return s->bad ? 0 : (size_t)n;
}

static const char *take_text(struct scan *s)
{
    char *after = NULL;

    if (s->bad || s->at >= s->end)
        return NULL;
    if (*s->at == '-') {
        s->at++;
        return NULL;
    }
    unsigned long long size = strtoull(s->at, &after, 10);
    if (after == s->at || *after != ':' || size >= (unsigned long long)(s->end - after - 1)) {
        s->bad = true;
        return NULL;
    }
    const char *text = arena_copy(s->arena, after + 1, (size_t)size);
    s->at = after + 1 + size + 1;
    return text;
}

static struct object **take_list(struct scan *s, struct model *m, size_t *n)
{
    size_t count = take_count(s);
    struct object **list = arena_array(s->arena, count, sizeof(struct object *));

    for (size_t i = 0; i < count && !s->bad; i++) {
        long long index = take_number(s);
        if (index < 0 || (size_t)index >= m->n_objects)
            s->bad = true;
        else
            list[i] = m->objects[index];
    }
    *n = s->bad ? 0 : count;
    return list;
}

static struct object *take_place(struct scan *s, struct model *m)
{
    long long index = take_number(s);

    if (index >= (long long)m->n_objects)
        s->bad = true;
    return s->bad || index < 0 ? NULL : m->objects[index];
}

static void take_object(struct scan *s, struct model *m, struct object *o, size_t n_kinds)
{
    size_t kind = take_count(s);

    if (s->bad || kind >= n_kinds) {
        s->bad = true;
        return;
    }
    o->kind = kinds[kind];
    o->address.class = (uint32_t)take_number(s);
    o->address.object = (uint32_t)take_number(s);
    o->address.sub = (int32_t)take_number(s);
    o->parent = take_place(s, m);
    o->ordinal = (long)take_number(s);
    o->identity = take_text(s);
    o->name = take_text(s);
    o->slot = take_text(s);
    o->values = arena_array(s->arena, o->kind->n_attributes, sizeof *o->values);
    for (size_t i = 0; i < o->kind->n_attributes; i++)
        o->values[i] = take_text(s);
    o->needs = take_list(s, m, &o->n_needs);
    o->owners = take_list(s, m, &o->n_owners);
    o->after = take_list(s, m, &o->n_after);
    o->origin = take_place(s, m);
    o->link = take_place(s, m);
    o->copied = take_number(s) != 0;
    o->apart = take_number(s) != 0;
    s->bad = s->bad || !o->identity || !o->name;
}

static void take_rest(struct scan *s, struct model *m)
{
    m->n_unmodelled = take_count(s);
    struct unmodelled *unmodelled = arena_array(s->arena, m->n_unmodelled, sizeof *unmodelled);
    for (size_t i = 0; i < m->n_unmodelled; i++) {
        unmodelled[i].type = take_text(s);
        unmodelled[i].identity = take_text(s);
    }
    m->unmodelled = unmodelled;
    m->n_outsiders = take_count(s);
    m->outsiders = arena_array(s->arena, m->n_outsiders, sizeof *m->outsiders);
    for (size_t i = 0; i < m->n_outsiders; i++) {
        m->outsiders[i].need = take_place(s, m);
        m->outsiders[i].type = take_text(s);
        m->outsiders[i].identity = take_text(s);
        s->bad = s->bad || !m->outsiders[i].need || !m->outsiders[i].identity;
    }
    m->n_births = take_count(s);
    struct birth_grant *births = arena_array(s->arena, m->n_births, sizeof *births);
    for (size_t i = 0; i < m->n_births; i++) {
        births[i].type = (char)take_number(s);
        births[i].schema = take_text(s);
        births[i].grantee = take_text(s);
        births[i].privileges = take_text(s);
        births[i].grantable = take_text(s);
    }
    m->births = births;
}

static struct model *take_model(struct scan *s)
{
    struct model *m = arena_alloc(s->arena, sizeof *m);
    size_t n_kinds = 0;

    while (kinds[n_kinds])
        n_kinds++;
    if (!text_equal(take_text(s), snapshot_kinds(s->arena)))
        return NULL;
    m->arena = s->arena;
    m->server_version = (int)take_number(s);
    m->n_objects = take_count(s);
    m->objects = arena_array(s->arena, m->n_objects, sizeof(struct object *));
    struct object *all = arena_array(s->arena, m->n_objects, sizeof *all);
    for (size_t i = 0; i < m->n_objects; i++)
        m->objects[i] = &all[i];
    for (size_t i = 0; i < m->n_objects && !s->bad; i++)
        take_object(s, m, &all[i], n_kinds);
    take_rest(s, m);
    if (s->bad || s->at != s->end)
        return NULL;
    model_finish(m);
    return m;
}

struct model *snapshot_read(struct arena *a, struct bytes from)
{
    const char *text = (const char *)from.at;
    size_t head = strlen(MAGIC), start = head + ID_TEXT;
    char hex[ID_TEXT];

    if (from.size < start || memcmp(text, MAGIC, head) != 0 || text[start - 1] != '\n')
        return NULL;
    digest_hex((struct bytes){ from.at + start, from.size - start }, hex);
    if (memcmp(hex, text + head, ID_TEXT - 1) != 0)
        return NULL;
    struct scan s = { .arena = a, .at = text + start, .end = text + from.size };
    return take_model(&s);
}
