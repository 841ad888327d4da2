/*
 * type_narrows: see type_name.h. From the casts of PostgreSQL (pg_cast), those that change a value without an
 * error.
 */
#include "type_name.h"

#include "text.h"

enum { FINEST_TIME = 6 };

/* Words that a list holds between spaces and commas. */
static bool lists(const char *list, const char *base)
{
    size_t size = strlen(base);

    for (const char *at = strstr(list, base); at; at = strstr(at + 1, base))
        if ((at == list || at[-1] == ',') && (at[size] == ',' || at[size] == '\0'))
            return true;
    return false;
}

#define INTEGERS "smallint,integer,bigint"
#define TIMES "time without time zone,time with time zone"
#define TIMESTAMPS "timestamp without time zone,timestamp with time zone"
#define STRINGS "text,character varying,character,citext,name"

static const struct {
    const char *was, *now, *what;
} casts[] = {
    { "numeric,real,double precision", INTEGERS, "are rounded to whole numbers" },
    { "numeric,double precision,bigint,integer", "real", "keep 6 digits" },
    { "numeric,bigint", "double precision", "keep 15 digits" },
    { "double precision", "numeric", "keep 15 digits" },
    { "real", "numeric", "keep 6 digits" },
    { "numeric", "money", "are rounded to the fraction of the currency" },
    { INTEGERS, "boolean", "become true, all but 0" },
    { TIMESTAMPS, "date", "lose the time of the day" },
    { TIMESTAMPS, TIMES, "lose the date" },
    { "interval", TIMES, "lose the days" },
    { "time with time zone", "time without time zone", "lose the time zone" },
    { "inet", "cidr", "lose the bits behind the network" },
    { STRINGS, "name", "are cut to 63 bytes" },
    { STRINGS, "\"char\"", "are cut to one byte" },
    { STRINGS, "date", "lose the time of the day" },
    { STRINGS, TIMES, "lose the date" },
    { STRINGS, "money", "are rounded to the fraction of the currency" },
    { "box,circle,polygon,lseg", "point", "become their centres" },
    { "circle", "box,polygon", "become the shape within" },
    { "box,polygon", "circle", "become the circle around" },
    { "polygon", "box", "become the box around" },
};

/* "interval day to second" is an interval that holds less. */
static const char *plain(const char *base)
{
    return text_starts(base, "interval ") ? "interval" : base;
}

static bool is_temporal(const char *base)
{
    return lists("interval," TIMES "," TIMESTAMPS, plain(base));
}

static bool holds_fields(const char *base)
{
    return lists("interval," TIMES "," STRINGS, plain(base));
}

/* Places behind the point of a type that has a scale. */
static long scale(const struct type_name *t)
{
    return t->n == TYPE_SIZES ? t->sizes[1] : 0;
}

static const char *less_numeric(struct arena *a, const struct type_name *was, const struct type_name *now)
{
    bool same = strcmp(was->base, now->base) == 0, exact = lists(INTEGERS, was->base);
    bool cut = exact ? scale(now) < 0 : !same || !was->n || scale(now) < scale(was);

    return now->n && cut ? format(a, "are rounded to %ld places behind the point", scale(now)) : NULL;
}

static const char *less_temporal(struct arena *a, const struct type_name *was, const struct type_name *now)
{
    long finest = was->n && is_temporal(was->base) ? was->sizes[0] : FINEST_TIME;
    bool holds = strcmp(was->base, "date") != 0;

    if (holds && now->n && now->sizes[0] < finest)
        return format(a, "are rounded to %ld places of the second", now->sizes[0]);
    if (text_starts(now->base, "interval ") && holds_fields(was->base) && strcmp(was->base, now->base) != 0)
        return format(a, "keep what %s holds", now->base);
    return NULL;
}

const char *type_narrows(struct arena *a, const char *was, const char *now)
{
    struct type_name x = type_name_parse(a, was), y = type_name_parse(a, now);
    const char *less = NULL;

    if (x.is_array != y.is_array)
        return NULL;
    if (strcmp(y.base, "numeric") == 0)
        less = less_numeric(a, &x, &y);
    else if (is_temporal(y.base))
        less = less_temporal(a, &x, &y);
    for (size_t i = 0; !less && i < countof(casts); i++)
        if (lists(casts[i].was, plain(x.base)) && lists(casts[i].now, y.base))
            less = casts[i].what;
    return less;
}
