/*
 * contract_compare: what a client notices between two answers to the same statement.
 *
 * A column more at the end, or anywhere in the answer to a request, is not noticed; a column that is missing,
 * renamed, moved or of another type is. Rows are compared without regard to their order unless the statement
 * asks for one, and without the columns whose values are not the same twice anyway.
 */
#include "contract_inner.h"
#include "verdict_inner.h"

struct comparing {
    struct arena *arena;
    const struct contract_request *request;
    const struct contract_answer *was, *again, *now;
    size_t *columns; /* of `now`, for each one of `was` */
    bool *unstable;
};

/* ------------------------------------------------------------ columns */

/* How JSON shows a type: all that a client of an API knows of it. */
static const char *json_type(const char *type)
{
    static const char *const numbers[] = { "smallint", "integer",          "bigint",
                                           "real",     "double precision", "numeric" };

    for (size_t i = 0; i < countof(numbers); i++)
        if (text_starts(type, numbers[i]) && !strchr(type, '['))
            return "number";
    if (strcmp(type, "boolean") == 0 || text_ends(type, "[]"))
        return type;
    return text_starts(type, "json") ? "json" : "text";
}

static bool same_type(struct arena *a, const struct contract_request *q, const char *was, const char *now)
{
    enum verdict readers, writers;
    const char *why;

    if (text_equal(was, now) || (q->method && strcmp(json_type(was), json_type(now)) == 0))
        return true;
    verdict_types(a, was, now, &readers, &writers, &why);
    return !q->method && readers == VERDICT_COMPATIBLE;
}

/* Where a column of the old answer is in the new one; the number of columns: nowhere. */
static size_t find_column(const struct comparing *c, size_t at)
{
    if (!c->request->method)
        return at < c->now->n_columns && text_equal(c->was->names[at], c->now->names[at]) ? at
                                                                                          : c->now->n_columns;
    for (size_t i = 0; i < c->now->n_columns; i++)
        if (text_equal(c->was->names[at], c->now->names[i]))
            return i;
    return c->now->n_columns;
}

static const char *columns_text(struct arena *a, const struct contract_answer *x)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < x->n_columns; i++)
        text_addf(&t, "%s%s", i ? ", " : "", x->names[i]);
    return x->n_columns ? t.at : "none";
}

static const char *columns_differ(struct comparing *c)
{
    for (size_t i = 0; i < c->was->n_columns; i++) {
        size_t at = c->columns[i] = find_column(c, i);
        if (at == c->now->n_columns)
            return format(c->arena, "the column %s is not where it was: the columns were %s and are %s",
                          c->was->names[i], columns_text(c->arena, c->was), columns_text(c->arena, c->now));
        if (!same_type(c->arena, c->request, c->was->types[i], c->now->types[at]))
            return format(c->arena, "the column %s was of type %s and is of type %s", c->was->names[i],
                          c->was->types[i], c->now->types[at]);
    }
    return NULL;
}

/* ------------------------------------------------------------ rows */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *shown(const char *cell)
{
    return cell ? cell : "null";
}

/* The rows as text, those of `columns` (NULL: as they are) that are stable; sorted unless `ordered`. */
static const char **rows_of(const struct comparing *c, const struct contract_answer *x, const size_t *columns,
                            bool ordered)
{
    const char **rows = arena_array(c->arena, x->n_rows, sizeof *rows);

    for (size_t r = 0; r < x->n_rows; r++) {
        struct text t = text_new(c->arena);
        for (size_t i = 0; i < c->was->n_columns; i++) {
            const char *cell = x->cells[r * x->n_columns + (columns ? columns[i] : i)];
            if (!c->unstable[i])
                text_addf(&t, "%s%s", t.size ? ", " : "", shown(cell));
            else
                text_addf(&t, "%s%s", t.size ? ", " : "", cell ? "..." : "null");
        }
        rows[r] = t.at;
    }
    if (!ordered && x->n_rows)
        qsort(rows, x->n_rows, sizeof *rows, by_text);
    return rows;
}

static const char **column_of(const struct comparing *c, const struct contract_answer *x, size_t column)
{
    const char **cells = arena_array(c->arena, x->n_rows, sizeof *cells);

    for (size_t r = 0; r < x->n_rows; r++)
        cells[r] = shown(x->cells[r * x->n_columns + column]);
    if (x->n_rows)
        qsort(cells, x->n_rows, sizeof *cells, by_text);
    return cells;
}

/* Columns whose values differ between two answers in the same state: times, random and serial numbers. */
static void find_unstable(struct comparing *c)
{
    for (size_t i = 0; i < c->was->n_columns; i++) {
        const char **x = column_of(c, c->was, i), **y = column_of(c, c->again, i);
        for (size_t r = 0; r < c->was->n_rows && r < c->again->n_rows; r++)
            c->unstable[i] = c->unstable[i] || strcmp(x[r], y[r]) != 0;
    }
}

static const char *rows_differ(const struct comparing *c)
{
    const char **was = rows_of(c, c->was, NULL, c->request->ordered);
    const char **now = rows_of(c, c->now, c->columns, c->request->ordered);

    for (size_t i = 0; i < c->was->n_rows && i < c->now->n_rows; i++)
        if (strcmp(was[i], now[i]) != 0)
            return format(c->arena,
                          "it was answered with %zu row%s and is with %zu; one was (%.200s) and is (%.200s)",
                          c->was->n_rows, c->was->n_rows == 1 ? "" : "s", c->now->n_rows, was[i], now[i]);
    if (c->was->n_rows != c->now->n_rows)
        return format(c->arena, "it was answered with %zu row%s and is with %zu", c->was->n_rows,
                      c->was->n_rows == 1 ? "" : "s", c->now->n_rows);
    return NULL;
}

/* ------------------------------------------------------------ */

const char *contract_difference(struct arena *a, const struct contract_request *q,
                                const struct contract_answer *was, const struct contract_answer *again,
                                const struct contract_answer *now, const char **rule)
{
    struct comparing c = { a,
                           q,
                           was,
                           again,
                           now,
                           .columns = arena_array(a, was->n_columns, sizeof *c.columns),
                           .unstable = arena_array(a, was->n_columns, sizeof *c.unstable) };
    const char *what;

    if (was->error || again->error)
        return NULL;
    *rule = "contract-error";
    if (now->error)
        return format(a, "it worked and fails now with %s", now->error);
    *rule = "contract-columns";
    if ((what = columns_differ(&c)))
        return what;
    find_unstable(&c);
    *rule = "contract-rows";
    if ((what = rows_differ(&c)))
        return what;
    if (!text_equal(was->tag, now->tag) && text_equal(was->tag, again->tag))
        return format(a, "it was \"%s\" and is \"%s\"", was->tag, now->tag);
    return NULL;
}
