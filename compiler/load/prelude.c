/*
 * prelude: see prelude.h.
 */
#include "prelude.h"

#include "supabase_extensions_sql.h"
#include "supabase_sql.h"

static const struct {
    const char *name, *sql, *extensions;
} builtin[] = {
    { "supabase", supabase_sql, supabase_extensions_sql },
};

struct bytes prelude_builtin(const char *name)
{
    for (size_t i = 0; i < countof(builtin); i++)
        if (text_equal(builtin[i].name, name))
            return bytes_of(builtin[i].sql);
    return (struct bytes){ 0 };
}

struct bytes prelude_extensions(const char *name)
{
    for (size_t i = 0; i < countof(builtin); i++)
        if (text_equal(builtin[i].name, name))
            return bytes_of(builtin[i].extensions);
    return (struct bytes){ 0 };
}

const char *prelude_names(struct arena *a)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < countof(builtin); i++) {
        text_separate(&t, 0, ", ");
        text_add(&t, builtin[i].name);
    }
    return t.at;
}
