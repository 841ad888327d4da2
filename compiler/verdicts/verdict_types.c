/*
 * verdict_types: which changes of a column's type a client does not notice.
 *
 * Types are compared as format_type() writes them. What is not listed breaks: a value that another type shows
 * may be another text, and a driver decodes by the type's number.
 */
#include "verdict_inner.h"

#include "type_name.h"

static const struct {
    const char *was, *now;
    enum verdict readers, writers;
    const char *why;
} pairs[] = {
    { "character varying", "text", VERDICT_COMPATIBLE, VERDICT_COMPATIBLE, "" },
    { "text", "character varying", VERDICT_COMPATIBLE, VERDICT_BREAKING, "longer values are refused" },
    { "smallint", "integer", VERDICT_UNKNOWN, VERDICT_COMPATIBLE,
      "values may not fit into what readers decode them to" },
    { "smallint", "bigint", VERDICT_UNKNOWN, VERDICT_COMPATIBLE,
      "values may not fit into what readers decode them to" },
    { "integer", "bigint", VERDICT_UNKNOWN, VERDICT_COMPATIBLE,
      "values may not fit into what readers decode them to" },
    { "integer", "numeric", VERDICT_UNKNOWN, VERDICT_UNKNOWN,
      "values may not fit into what readers decode them to" },
    { "bigint", "numeric", VERDICT_UNKNOWN, VERDICT_UNKNOWN,
      "values may not fit into what readers decode them to" },
    { "real", "double precision", VERDICT_UNKNOWN, VERDICT_COMPATIBLE, "readers see more digits" },
    { "json", "jsonb", VERDICT_UNKNOWN, VERDICT_UNKNOWN, "order, spaces and repeated keys are not kept" },
    { "jsonb", "json", VERDICT_BREAKING, VERDICT_UNKNOWN,
      "there is no equality and no containment for json" },
};

static bool grows(const struct type_name *was, const struct type_name *now)
{
    if (!now->n)
        return true;
    if (!was->n)
        return false;
    /* Digits before the point must not become fewer, those behind it neither. */
    if (was->n == TYPE_SIZES || now->n == TYPE_SIZES) {
        long scale_was = was->n == TYPE_SIZES ? was->sizes[1] : 0,
             scale_now = now->n == TYPE_SIZES ? now->sizes[1] : 0;
        return scale_now == scale_was && now->sizes[0] >= was->sizes[0];
    }
    return now->sizes[0] >= was->sizes[0];
}

void verdict_types(struct arena *a, const char *was, const char *now, enum verdict *readers,
                   enum verdict *writers, const char **why)
{
    struct type_name x = type_name_parse(a, was), y = type_name_parse(a, now);

    if (x.is_array == y.is_array && strcmp(x.base, y.base) == 0) {
        bool padded = strcmp(x.base, "character") == 0 || text_starts(x.base, "bit");
        bool more = grows(&x, &y) && !padded;
        /* numeric without sizes keeps as many digits behind the point as are written. */
        bool scale = strcmp(x.base, "numeric") == 0 && x.n && !y.n;
        *readers = padded ? VERDICT_BREAKING : scale ? VERDICT_UNKNOWN : VERDICT_COMPATIBLE;
        *writers = more ? VERDICT_COMPATIBLE : VERDICT_BREAKING;
        *why = more ? "values may have more digits behind the point"
                    : "values that were accepted before are refused or cut";
        return;
    }
    for (size_t i = 0; !x.is_array && !y.is_array && i < countof(pairs); i++)
        if (strcmp(x.base, pairs[i].was) == 0 && strcmp(y.base, pairs[i].now) == 0 &&
            (!y.n || pairs[i].writers == VERDICT_BREAKING)) {
            *readers = pairs[i].readers;
            *writers = pairs[i].writers;
            *why = pairs[i].why;
            return;
        }
    *readers = *writers = VERDICT_BREAKING;
    *why = "values of the new type read and write otherwise";
}
