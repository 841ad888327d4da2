/*
 * rest_filter: filters and orders of a request as SQL.
 */
#include "rest_inner.h"

#include "file.h"

static const struct {
    const char *word, *pattern; /* the column's text stands before it, the value's $n behind */
} operators[] = {
    { "eq", "=" },
    { "neq", "<>" },
    { "gt", ">" },
    { "gte", ">=" },
    { "lt", "<" },
    { "lte", "<=" },
    { "like", "like" },
    { "ilike", "ilike" },
    { "match", "~" },
    { "imatch", "~*" },
    { "cs", "@>" },
    { "cd", "<@" },
    { "ov", "&&" },
    { "sl", "<<" },
    { "sr", ">>" },
    { "nxr", "&<" },
    { "nxl", "&>" },
    { "adj", "-|-" },
    { "in", NULL },
    { "is", NULL },
    { "isdistinct", "is distinct from" },
    { "fts", "@@ to_tsquery" },
    { "plfts", "@@ plainto_tsquery" },
    { "phfts", "@@ phraseto_tsquery" },
    { "wfts", "@@ websearch_to_tsquery" },
};

static size_t operator_at(const char *value)
{
    size_t size = strcspn(value, ".(");

    for (size_t i = 0; i < countof(operators); i++)
        if (strlen(operators[i].word) == size && strncmp(operators[i].word, value, size) == 0 &&
            value[size] == '.')
            return i;
    return countof(operators);
}

bool rest_is_filter(const char *value)
{
    return operator_at(text_starts(value, "not.") ? value + 4 : value) < countof(operators);
}

/* "settings->a->>b" behind its column: each key as a literal, numbers as they are. */
static const char *json_path(struct rest_writing *w, const char *path)
{
    struct text t = text_new(w->arena);

    while (text_starts(path, "->")) {
        size_t arrow = path[2] == '>' ? 3 : 2;
        const char *next = strstr(path + arrow, "->");
        size_t size = next ? (size_t)(next - path) - arrow : strlen(path + arrow);
        const char *key = arena_copy(w->arena, path + arrow, size);
        uint64_t number;
        char *literal = PQescapeLiteral(w->db, key, size);
        if (literal)
            text_addf(&t, "%.*s%s", (int)arrow, path, number_read(key, INT32_MAX, &number) ? key : literal);
        PQfreemem(literal);
        path = next ? next : "";
    }
    return t.at;
}

const char *rest_column(struct rest_writing *w, const char *of, const char *column)
{
    const char *arrow = strstr(column, "->");
    const char *name = arrow ? arena_copy(w->arena, column, (size_t)(arrow - column)) : column;

    return arrow ? format(w->arena, "(to_jsonb(%s.%s)%s)", of, rest_name(w, name), json_path(w, arrow))
                 : format(w->arena, "%s.%s", of, rest_name(w, name));
}

/* (1,"a,b") -> {"1","a,b"}: an array's text, as PostgREST sends it. */
static const char *array_text(struct rest_writing *w, const char *value)
{
    size_t size = strlen(value);

    if (size < 2 || value[0] != '(' || value[size - 1] != ')')
        return rest_refuse(w, "\"in.%s\" is no list", value);
    struct names items = rest_split(w->arena, arena_copy(w->arena, value + 1, size - 2), ',');
    struct text t = text_new(w->arena);
    text_add(&t, "{");
    for (size_t i = 0; i < items.count && size > 2; i++) {
        const char *item = items.at[i];
        size_t length = strlen(item);
        bool quoted = length > 1 && item[0] == '"' && item[length - 1] == '"';
        text_add(&t, i ? ",\"" : "\"");
        for (size_t k = quoted; k < length - quoted; k++) {
            if (!quoted && (item[k] == '"' || item[k] == '\\'))
                text_add(&t, "\\");
            text_add_bytes(&t, item + k, 1);
        }
        text_add(&t, "\"");
    }
    text_add(&t, "}");
    return t.at;
}

static const char *is_word(struct rest_writing *w, const char *value)
{
    static const char *const words[][2] = { { "null", "null" },
                                            { "not_null", "not null" },
                                            { "true", "true" },
                                            { "false", "false" },
                                            { "unknown", "unknown" } };

    for (size_t i = 0; i < countof(words); i++)
        if (strcmp(words[i][0], value) == 0)
            return words[i][1];
    return rest_refuse(w, "\"is.%s\" is no filter", value);
}

static const char *with_percents(struct arena *a, const char *value)
{
    char *copy = arena_text(a, value);

    for (char *c = copy; *c; c++)
        *c = *c == '*' ? '%' : *c;
    return copy;
}

/* "not.eq.5" for a column. */
static const char *compare(struct rest_writing *w, const char *column, const char *value)
{
    bool not = text_starts(value, "not.");
    size_t at = operator_at(not ? value + 4 : value);
    const char *before = not ? "not " : "";

    if (at == countof(operators))
        return rest_refuse(w, "\"%s\" is no filter that is translated", value);
    const char *word = operators[at].word, *operand = strchr(not ? value + 4 : value, '.') + 1;
    if (strcmp(word, "in") == 0)
        return format(w->arena, "%s%s = any (%s)", before, column, rest_value(w, array_text(w, operand)));
    if (strcmp(word, "is") == 0)
        return format(w->arena, "%s%s is %s", before, column, is_word(w, operand));
    if (strstr(operators[at].pattern, "tsquery"))
        return format(w->arena, "%s%s %s(%s)", before, column, operators[at].pattern, rest_value(w, operand));
    if (strstr(word, "like"))
        operand = with_percents(w->arena, operand);
    return format(w->arena, "%s%s %s %s", before, column, operators[at].pattern, rest_value(w, operand));
}

static const char *group(struct rest_writing *w, const char *of, const char *key, const char *list, int deep);

/* "a.eq.1" or "and(...)" inside a group. */
static const char *member(struct rest_writing *w, const char *of, const char *item, int deep)
{
    const char *open = strchr(item, '('), *dot = strchr(item, '.');
    size_t size = open ? (size_t)(open - item) : 0;
    const char *head = arena_copy(w->arena, item, size);

    if (open && (strcmp(head, "and") == 0 || strcmp(head, "or") == 0 || strcmp(head, "not.and") == 0 ||
                 strcmp(head, "not.or") == 0))
        return group(w, of, head, open, deep + 1);
    if (!dot)
        return rest_refuse(w, "\"%s\" is no filter", item);
    return compare(w, rest_column(w, of, arena_copy(w->arena, item, (size_t)(dot - item))), dot + 1);
}

static const char *group(struct rest_writing *w, const char *of, const char *key, const char *list, int deep)
{
    size_t size = strlen(list);
    struct text t = text_new(w->arena);
    const char *word = text_ends(key, "or") ? " or " : " and ";

    if (size < 3 || list[0] != '(' || list[size - 1] != ')' || deep > REST_DEPTH)
        return rest_refuse(w, "\"%s=%s\" is no filter", key, list);
    struct names items = rest_split(w->arena, arena_copy(w->arena, list + 1, size - 2), ',');
    for (size_t i = 0; i < items.count; i++)
        text_addf(&t, "%s%s", i ? word : "", member(w, of, items.at[i], deep));
    return format(w->arena, "%s(%s)", text_starts(key, "not.") ? "not " : "", t.at);
}

const char *rest_filter(struct rest_writing *w, const char *of, const struct rest_pair *filter)
{
    static const char *const groups[] = { "or", "and", "not.or", "not.and" };

    for (size_t i = 0; i < countof(groups); i++)
        if (strcmp(groups[i], filter->key) == 0)
            return group(w, of, filter->key, filter->value, 0);
    return compare(w, rest_column(w, of, filter->key), filter->value);
}

/* "name.desc.nullslast,id" */
const char *rest_order(struct rest_writing *w, const char *of, const char *list)
{
    static const char *const words[][2] = { { "asc", " asc" },
                                            { "desc", " desc" },
                                            { "nullsfirst", " nulls first" },
                                            { "nullslast", " nulls last" } };
    struct names items = rest_split(w->arena, list, ',');
    struct text t = text_new(w->arena);

    for (size_t i = 0; i < items.count; i++) {
        struct names parts = rest_split(w->arena, items.at[i], '.');
        text_addf(&t, "%s%s", i ? ", " : " order by ", rest_column(w, of, parts.at[0]));
        for (size_t p = 1; p < parts.count; p++) {
            size_t k = 0;
            while (k < countof(words) && strcmp(words[k][0], parts.at[p]) != 0)
                k++;
            text_add(&t,
                     k < countof(words) ? words[k][1] : rest_refuse(w, "\"%s\" is no order", items.at[i]));
        }
    }
    return t.at;
}
