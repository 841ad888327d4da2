/*
 * type_keeps: see type_name.h. From the casts of PostgreSQL that are no function (pg_cast.castmethod), and
 * from the functions that set sizes, which the planner leaves out where no value can be too long
 * (pg_proc.prosupport).
 */
#include "type_name.h"

#include "text.h"

/* Where the second has no size. */
static const struct {
    const char *was, *now;
} same_bytes[] = {
    { "character varying", "text" },
    { "text", "character varying" },
    { "cidr", "inet" },
    { "integer", "oid" },
    { "oid", "integer" },
    { "xml", "text" },
    { "xml", "character varying" },
    { "bit", "bit varying" },
    { "integer", "regclass" },
    { "regclass", "integer" },
    { "oid", "regclass" },
    { "regclass", "oid" },
};

/* Types whose size is a limit: a larger one holds every value as it is. */
static const char *const limited[] = {
    "character varying",
    "bit varying",
    "timestamp without time zone",
    "timestamp with time zone",
    "time without time zone",
    "time with time zone",
    "interval",
};

static bool grows(const struct type_name *was, const struct type_name *now)
{
    return !now->n || (was->n && now->sizes[0] >= was->sizes[0]);
}

static bool same_but_larger(const struct type_name *was, const struct type_name *now)
{
    if (strcmp(was->base, "numeric") == 0)
        return !now->n || (was->n && was->sizes[1] == now->sizes[1] && was->sizes[0] <= now->sizes[0]);
    for (size_t i = 0; i < countof(limited); i++)
        if (strcmp(was->base, limited[i]) == 0)
            return grows(was, now);
    return was->n == now->n && memcmp(was->sizes, now->sizes, sizeof was->sizes) == 0;
}

bool type_keeps(struct arena *a, const char *was, const char *now)
{
    struct type_name x = type_name_parse(a, was), y = type_name_parse(a, now);

    if (x.is_array || y.is_array)
        return strcmp(was, now) == 0;
    if (strcmp(x.base, y.base) == 0)
        return same_but_larger(&x, &y);
    for (size_t i = 0; i < countof(same_bytes); i++)
        if (strcmp(same_bytes[i].was, x.base) == 0 && strcmp(same_bytes[i].now, y.base) == 0)
            return !y.n;
    return text_starts(x.base, "interval ") && strcmp(y.base, "interval") == 0 && !y.n;
}
