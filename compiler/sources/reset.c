/*
 * reset: see reset.h.
 */
#include "reset.h"

#include "statement_tag.h"

#include <strings.h>

/* One object of a DROP. */
struct reset {
    const char *kind, *name; /* the name with what stands before it: schema, or schema and table */
    struct source_statement statement;
};

static void add_parts(struct text *t, PgQuery__Node *const *parts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text_separate(t, 0, ".");
        if (parts[i]->node_case == PG_QUERY__NODE__NODE_STRING)
            text_add(t, parts[i]->string->sval);
    }
}

/* "public.t", "t", "public.t.policy"; empty when it is written in a way that is not known. */
static const char *name_of(struct arena *a, const PgQuery__Node *n)
{
    struct text t = text_new(a);

    if (n->node_case == PG_QUERY__NODE__NODE_STRING)
        text_add(&t, n->string->sval);
    else if (n->node_case == PG_QUERY__NODE__NODE_LIST)
        add_parts(&t, n->list->items, n->list->n_items);
    else if (n->node_case == PG_QUERY__NODE__NODE_TYPE_NAME)
        add_parts(&t, n->type_name->names, n->type_name->n_names);
    else if (n->node_case == PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS)
        add_parts(&t, n->object_with_args->objname, n->object_with_args->n_objname);
    return t.at;
}

bool resets_add(struct arena *a, struct resets *list, const PgQuery__Node *n,
                const struct source_statement *s)
{
    if (n->node_case != PG_QUERY__NODE__NODE_DROP_STMT || !n->drop_stmt->missing_ok ||
        n->drop_stmt->concurrent)
        return false;
    const PgQuery__DropStmt *drop = n->drop_stmt;
    for (size_t i = 0; i < drop->n_objects; i++) {
        if (list->n == list->room)
            list->at = arena_grow(a, list->at, list->n, &list->room, sizeof *list->at);
        list->at[list->n++] = (struct reset){ .kind = statement_object_words(drop->remove_type),
                                              .name = name_of(a, drop->objects[i]),
                                              .statement = *s };
    }
    return true;
}

static const char *without_public(const char *name)
{
    static const char schema[] = "public.";

    return text_starts(name, schema) ? name + strlen(schema) : name;
}

/* `name` is "prefix.rest", or only "rest" for what is in public anyway. */
static bool names(const char *name, const char *prefix, const char *rest)
{
    name = without_public(name);
    prefix = prefix ? without_public(prefix) : "";
    if (!*prefix || strcmp(prefix, "public") == 0)
        return strcmp(name, rest) == 0;
    size_t size = strlen(prefix);
    return strncmp(name, prefix, size) == 0 && name[size] == '.' && strcmp(name + size + 1, rest) == 0;
}

static bool makes(const struct source_statement *s, const struct reset *r)
{
    const struct source_object *o = &s->object;
    bool on_table = o->on && !text_equal(o->kind, "index");

    if (!o->kind || !o->name || !r->kind || strcasecmp(o->kind, r->kind) != 0)
        return false;
    if (names(r->name, on_table ? o->on : o->schema, o->name))
        return true;
    /* Both are looked for where the file says. */
    return !on_table && s->search_path && r->statement.search_path && strcmp(r->name, o->name) == 0 &&
           text_equal(s->search_path->home, r->statement.search_path->home);
}

const struct source_statement *resets_unmet(const struct resets *list,
                                            const struct source_statement *statements, size_t n)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct reset *r = &list->at[i];
        bool before = false, behind = false;
        for (size_t k = 0; k < n && !before; k++)
            if (makes(&statements[k], r))
                before = statements[k].start < r->statement.start, behind = true;
        if (before || !behind)
            return &r->statement;
    }
    return NULL;
}
