/*
 * cache: see cache.h.
 */
#include "cache.h"

#include "digest.h"
#include "kept.h"
#include "prelude.h"
#include "programs.h"
#include "read.h"
#include "snapshot.h"

#define SUFFIX ".model"

static void add_part(struct text *t, const char *label, struct bytes content)
{
    char hex[ID_TEXT];

    digest_hex(content, hex);
    text_addf(t, "%s %s\n", hex, label);
}

const char *cache_key(struct arena *a, const struct workspace *w, const struct managed *managed,
                      const char *how, const struct source_file *files, size_t n)
{
    const struct workspace_options *o = &w->options;
    struct fail *ignored = arena_alloc(a, sizeof *ignored);
    struct process_user user;
    struct programs programs;
    struct text t = text_new(a);

    if (o->scratch_dsn || !process_user(&user, ignored) ||
        !programs_find(a, &user, o->major, &programs, ignored))
        return NULL;
    text_addf(&t, "pgbale %s\npostgresql %s %s\n%s\n%s\n", PGBALE_VERSION, programs.version, programs.folder,
              how, snapshot_kinds(a));
    add_part(&t, "managed", bytes_of(managed_sql(a, managed, NULL)));
    add_part(&t, "prelude", o->prelude ? prelude_builtin(o->prelude) : bytes_of(""));
    add_part(&t, "extensions", o->prelude ? prelude_extensions(o->prelude) : bytes_of(""));
    for (size_t i = 0; i < o->n_files; i++)
        add_part(&t, "before", o->files[i].text);
    for (size_t i = 0; i < n; i++)
        add_part(&t, "file", files[i].text);
    return kept_path(a, (struct bytes){ (const uint8_t *)t.at, t.size }, SUFFIX);
}

struct model *cache_load(struct arena *a, const char *key)
{
    struct bytes packed;

    return kept_load(a, key, &packed) ? snapshot_read(a, packed) : NULL;
}

void cache_store(struct arena *a, const char *key, const struct model *m)
{
    if (key)
        kept_store(a, key, snapshot_write(a, m));
}
