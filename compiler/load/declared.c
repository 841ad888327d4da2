/*
 * declared: see declared.h.
 *
 * A hash table over "namespace, schema, name, table, argument types". A name without schema counts as one of
 * "public", which is what the search path of scratch databases says.
 */
#include "declared.h"

struct entry {
    struct declared_place place;
    const char *key;
    uint64_t hash;
    size_t next; /* index + 1 of the entry before it in its bucket */
};

struct declared {
    struct arena *arena;
    struct entry *entries;
    size_t count, room;
    size_t *buckets; /* index + 1 of the newest entry */
    size_t n_buckets;
};

static uint64_t hash_text(const char *s)
{
    uint64_t hash = 14695981039346656037u;

    for (; *s; s++)
        hash = (hash ^ (uint8_t)*s) * 1099511628211u;
    return hash;
}

/* Kinds that share one set of names in a schema. */
static const char *namespace_of(const char *kind)
{
    static const char *const relations[] = { "table", "foreign table", "view", "materialized view",
                                             "index", "sequence" };
    static const char *const routines[] = { "function", "procedure", "aggregate" };

    for (size_t i = 0; i < countof(relations); i++)
        if (strcmp(kind, relations[i]) == 0)
            return "relation";
    for (size_t i = 0; i < countof(routines); i++)
        if (strcmp(kind, routines[i]) == 0)
            return "routine";
    return strcmp(kind, "domain") == 0 ? "type" : kind;
}

static const char *key_of(struct arena *a, const struct source_object *o)
{
    const char *names = namespace_of(o->kind);
    bool is_relation = strcmp(names, "relation") == 0;
    const char *on = o->on && !is_relation ? o->on : "";
    const char *public = *on && !strchr(on, '.') ? "public." : "";

    /* There is one extension of a name, in whatever schema. */
    const char *schema = strcmp(names, "extension") == 0 ? "" : o->schema ? o->schema : "public";
    return format(a, "%s\x1f%s\x1f%s\x1f%s%s\x1f%s", names, schema, o->name, public, on,
                  o->args ? o->args : "");
}

static void add_entry(struct declared *d, const struct source_file *file, const struct source_statement *s)
{
    if (d->count == d->room)
        d->entries = arena_grow(d->arena, d->entries, d->count, &d->room, sizeof *d->entries);
    const char *key = key_of(d->arena, &s->object);
    d->entries[d->count++] = (struct entry){ .place = { file, s }, .key = key, .hash = hash_text(key) };
}

struct declared *declared_gather(struct arena *a, const struct source_file *files, size_t n)
{
    struct declared *d = arena_alloc(a, sizeof *d);

    d->arena = a;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < files[i].n_statements; k++)
            if (files[i].statements[k].object.kind && files[i].statements[k].object.name)
                add_entry(d, &files[i], &files[i].statements[k]);
    d->n_buckets = 16;
    while (d->n_buckets < d->count * 2)
        d->n_buckets *= 2;
    d->buckets = arena_array(a, d->n_buckets, sizeof *d->buckets);
    /* From the last to the first, so that a bucket begins with the earliest. */
    for (size_t i = d->count; i-- > 0;) {
        size_t *bucket = &d->buckets[d->entries[i].hash & (d->n_buckets - 1)];
        d->entries[i].next = *bucket;
        *bucket = i + 1;
    }
    return d;
}

bool declared_elsewhere(const struct declared *d, const struct source_statement *s,
                        struct declared_place *out)
{
    owned(arena_release) struct arena *a = arena_new();

    if (!s->object.kind || !s->object.name)
        return false;
    const char *key = key_of(a, &s->object);
    uint64_t hash = hash_text(key);
    for (size_t at = d->buckets[hash & (d->n_buckets - 1)]; at; at = d->entries[at - 1].next) {
        const struct entry *e = &d->entries[at - 1];
        if (e->hash == hash && e->place.statement != s && strcmp(e->key, key) == 0) {
            *out = e->place;
            return true;
        }
    }
    return false;
}

bool declared_name(const struct declared *d, const char *name, struct declared_place *out)
{
    for (size_t i = 0; i < d->count; i++) {
        if (strcmp(d->entries[i].place.statement->object.name, name) == 0) {
            *out = d->entries[i].place;
            return true;
        }
    }
    return false;
}

bool declared_twice(const struct declared_place *first, const struct declared_place *second, struct fail *f)
{
    const struct source_object *o = &second->statement->object;

    fail_named(f, FAIL_USAGE, "schema.duplicate", "%s:%u and %s:%u declare the same %s \"%s%s%s\"%s%s",
               first->file->path, first->statement->line, second->file->path, second->statement->line,
               o->kind, o->schema ? o->schema : "", o->schema ? "." : "", o->name,
               o->on && strcmp(o->kind, "index") != 0 ? " on " : "",
               o->on && strcmp(o->kind, "index") != 0 ? o->on : "");
    return fail_hint(f, "Keep one of them. An object has one declaration, which later changes are made to.");
}

static bool may_repeat(const struct source_object *a, const struct source_object *b)
{
    bool shared = strcmp(a->kind, "schema") == 0 || strcmp(a->kind, "extension") == 0;

    return shared && a->again && b->again;
}

bool declared_check(const struct declared *d, const struct source_file *files, size_t n, struct fail *f)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < files[i].n_statements; k++) {
            const struct source_statement *s = &files[i].statements[k];
            struct declared_place first, second = { &files[i], s };
            if (!s->object.again || !declared_elsewhere(d, s, &first))
                continue;
            /* Within one file a stub that is replaced later breaks a circle, as pg_dump does it. */
            if (first.file == &files[i] || may_repeat(&first.statement->object, &s->object))
                continue;
            return first.file < second.file ? declared_twice(&first, &second, f)
                                            : declared_twice(&second, &first, f);
        }
    }
    return true;
}
