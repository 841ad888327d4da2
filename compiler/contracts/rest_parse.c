/*
 * rest_parse: the words of a request's query: pairs, the select list, and to which relation a filter belongs.
 */
#include "rest_inner.h"

#include "file.h"

/* ------------------------------------------------------------ pairs */

const char *rest_decoded(struct rest_writing *w, const char *from, size_t size)
{
    struct text t = text_new(w->arena);

    for (size_t i = 0; i < size; i++) {
        uint8_t byte = (uint8_t)(from[i] == '+' ? ' ' : from[i]);
        if (from[i] == '%') {
            char digits[3] = { 0 };
            for (size_t k = 0; k < 2 && i + 1 + k < size; k++)
                digits[k] =
                    (char)(from[i + 1 + k] | (from[i + 1 + k] >= 'A' && from[i + 1 + k] <= 'F' ? 0x20 : 0));
            if (!hex_read(digits, &byte, 1) || !byte)
                return rest_refuse(w, "\"%.*s\" is no address", (int)size, from);
            i += 2;
        }
        text_add_bytes(&t, &byte, 1);
    }
    if (!utf8_valid(t.at, t.size))
        return rest_refuse(w, "\"%.*s\" is no UTF-8", (int)size, from);
    return t.at;
}

struct rest_pair *rest_pairs(struct rest_writing *w, const char *query, size_t *n)
{
    struct rest_pair *pairs = arena_array(w->arena, REST_PAIRS, sizeof *pairs);

    while (*query) {
        size_t size = strcspn(query, "&"), key = strcspn(query, "=&");
        if (*n == REST_PAIRS) {
            rest_refuse(w, "more than %d parts of a query", REST_PAIRS);
            break;
        }
        if (size)
            pairs[(*n)++] =
                (struct rest_pair){ rest_decoded(w, query, key),
                                    key < size ? rest_decoded(w, query + key + 1, size - key - 1) : "" };
        query += size + (query[size] == '&');
    }
    return pairs;
}

/* ------------------------------------------------------------ select list */

static void read_list(struct rest_writing *w, struct rest_node *parent, const char *list, int deep);

/* "!hint!inner" behind a relation's name. */
static void read_hints(struct rest_writing *w, struct rest_node *node)
{
    struct names parts = rest_split(w->arena, node->name, '!');

    node->name = parts.at[0];
    for (size_t i = 1; i < parts.count; i++) {
        if (strcmp(parts.at[i], "inner") == 0)
            node->inner = true;
        else if (strcmp(parts.at[i], "left") != 0)
            node->hint = parts.at[i];
    }
}

static void read_item(struct rest_writing *w, struct rest_node *node, const char *item, int deep)
{
    const char *open = strchr(item, '('), *colon = strchr(item, ':');
    size_t size = open ? (size_t)(open - item) : strlen(item);

    if (text_starts(item, "..."))
        rest_refuse(w, "\"%s\" spreads a relation, which is not translated", item);
    if (colon && colon < item + size && colon[1] != ':') {
        node->alias = arena_copy(w->arena, item, (size_t)(colon - item));
        read_item(w, node, colon + 1, deep);
        return;
    }
    const char *cast = strstr(item, "::");
    if (open && (!text_ends(item, ")") || open[1] == ')'))
        rest_refuse(w, "\"%s\" is not translated", item);
    if (open && !w->error) {
        node->embeds = true;
        node->name = arena_copy(w->arena, item, size);
        read_hints(w, node);
        read_list(w, node, arena_copy(w->arena, open + 1, strlen(open) - 2), deep + 1);
        return;
    }
    if (cast) {
        node->cast = arena_text(w->arena, cast + 2);
        size = (size_t)(cast - item);
        if (!node->cast[strspn(node->cast, "abcdefghijklmnopqrstuvwxyz0123456789_ ")] && *node->cast)
            item = arena_copy(w->arena, item, size);
        else
            rest_refuse(w, "\"%s\" is no type", node->cast);
    }
    const char *arrow = strstr(item, "->");
    node->path = arrow ? arrow : "";
    node->name = arrow ? arena_copy(w->arena, item, (size_t)(arrow - item)) : arena_text(w->arena, item);
    if (!*node->name)
        rest_refuse(w, "an empty name in the select list");
}

static void read_list(struct rest_writing *w, struct rest_node *parent, const char *list, int deep)
{
    struct names items = rest_split(w->arena, list, ',');

    if (deep > REST_DEPTH) {
        rest_refuse(w, "relations are embedded more than %d deep", REST_DEPTH);
        return;
    }
    parent->items = arena_array(w->arena, items.count, sizeof *parent->items);
    parent->n_items = items.count;
    for (size_t i = 0; i < items.count && !w->error; i++)
        read_item(w, &parent->items[i], items.at[i], deep);
}

struct rest_node *rest_select(struct rest_writing *w, const char *list)
{
    struct rest_node *root = arena_alloc(w->arena, sizeof *root);

    read_list(w, root, list, 0);
    return root;
}

/* ------------------------------------------------------------ to whom a word belongs */

static struct rest_node *embedded(struct rest_node *node, const char *name, size_t size)
{
    for (size_t i = 0; i < node->n_items; i++) {
        const char *known = node->items[i].alias ? node->items[i].alias : node->items[i].name;
        if (node->items[i].embeds && strlen(known) == size && strncmp(known, name, size) == 0)
            return &node->items[i];
    }
    return NULL;
}

static void assign(struct rest_writing *w, struct rest_node *node, const char *key, const char *value)
{
    size_t size = strcspn(key, ".");
    struct rest_node *inner = key[size] ? embedded(node, key, size) : NULL;

    if (inner) {
        assign(w, inner, key + size + 1, value);
    } else if (key[size] && strcmp(key, "not.or") != 0 && strcmp(key, "not.and") != 0) {
        rest_refuse(w, "PGRST108: \"%.*s\" is not embedded in this request", (int)size, key);
    } else if (strcmp(key, "order") == 0) {
        node->order = value;
    } else if (strcmp(key, "limit") == 0) {
        node->limit = value;
    } else if (strcmp(key, "offset") == 0) {
        node->offset = value;
    } else if (node->n_filters < REST_PAIRS) {
        node->filters[node->n_filters++] = (struct rest_pair){ key, value };
    }
}

void rest_assign(struct rest_writing *w, struct rest_node *root, const struct rest_pair *pairs, size_t n)
{
    static const char *const other[] = { "select", "columns", "on_conflict" };

    for (size_t i = 0; i < n; i++) {
        bool known = false;
        for (size_t k = 0; k < countof(other); k++)
            known = known || strcmp(pairs[i].key, other[k]) == 0;
        if (!known)
            assign(w, root, pairs[i].key, pairs[i].value);
    }
}
