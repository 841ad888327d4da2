/*
 * show_rls: the section about row level security of a migration.
 *
 * rls.json is bound by the migration's id but written by the compiler, whose later versions may add to it:
 * what is known is shown, what is absent is skipped, and fields that are not known are counted.
 */
#include "audit.h"

static const char *text_of(json_t *object, const char *key, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : otherwise;
}

static const char *list_of(struct arena *a, json_t *list, const char *none)
{
    struct text t = text_new(a);
    json_t *element;
    size_t i;

    json_array_foreach(list, i, element) if (json_is_string(element))
        text_addf(&t, "%s%s", t.size ? ", " : "", json_string_value(element));
    return t.size ? t.at : none;
}

static bool flag_of(json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

/* --- tables ----------------------------------------------------------------------------------- */

static const char *table_state(json_t *state)
{
    if (!json_is_object(state))
        return NULL;
    if (!flag_of(state, "enabled"))
        return flag_of(state, "forced") ? "OFF (forced, but not enabled)" : "OFF";
    return flag_of(state, "forced") ? "on, forced" : "on";
}

static void print_table(struct arena *a, json_t *table)
{
    const char *before = table_state(json_object_get(table, "before"));
    const char *after = table_state(json_object_get(table, "after"));

    print_field(a, 2, "table", "%s: %s%s%s", text_of(table, "name", "?"), before ? before : "new", " -> ",
                after ? after : "dropped");
}

/* --- policies --------------------------------------------------------------------------------- */

static void print_expression(struct arena *a, const char *label, const char *expression)
{
    const char *text = text_shown(a, expression, strlen(expression), true);

    while (*text) {
        size_t size = strcspn(text, "\n");
        printf("        %-11s %.*s\n", label, (int)size, text);
        text += size + (text[size] == '\n');
        label = "";
    }
}

static void print_policy_state(struct arena *a, const char *label, json_t *state)
{
    if (!json_is_object(state))
        return;
    print_field(a, 3, label, "%s, %s, to %s",
                json_is_false(json_object_get(state, "permissive")) ? "RESTRICTIVE" : "permissive",
                text_of(state, "command", "?"), list_of(a, json_object_get(state, "roles"), "?"));
    if (json_is_string(json_object_get(state, "using")))
        print_expression(a, "using", text_of(state, "using", ""));
    if (json_is_string(json_object_get(state, "check")))
        print_expression(a, "with check", text_of(state, "check", ""));
}

static void print_policy(struct arena *a, json_t *policy)
{
    print_field(a, 2, "policy", "%s on %s: %s", text_of(policy, "name", "?"), text_of(policy, "table", "?"),
                text_of(policy, "change", "?"));
    print_policy_state(a, "before", json_object_get(policy, "before"));
    print_policy_state(a, "after", json_object_get(policy, "after"));
}

/* --- grants and functions --------------------------------------------------------------------- */

static bool holds(json_t *list, const char *text)
{
    json_t *element;
    size_t i;

    json_array_foreach(list, i, element) if (text_equal(json_string_value(element), text)) return true;
    return false;
}

/* Adds each privilege of `list` that is not in `other`, with a sign in front. */
static void add_difference(struct text *t, const char *sign, json_t *list, json_t *other)
{
    json_t *element;
    size_t i;

    json_array_foreach(list, i,
                       element) if (json_is_string(element) && !holds(other, json_string_value(element)))
        text_addf(t, " %s%s", sign, json_string_value(element));
}

static void print_grant(struct arena *a, json_t *grant)
{
    json_t *before = json_object_get(grant, "before"), *after = json_object_get(grant, "after");
    const char *column = text_of(grant, "column", NULL);
    struct text t = text_new(a);

    add_difference(&t, "+", after, before);
    add_difference(&t, "-", before, after);
    print_field(a, 2, "grant", "%s%s%s%s to %s:%s", text_of(grant, "object", "?"), column ? " (" : "",
                column ? column : "", column ? ")" : "", text_of(grant, "grantee", "?"), t.at);
}

static void print_function(struct arena *a, json_t *function)
{
    print_field(a, 2, "function", "%s: %s", text_of(function, "name", "?"),
                text_of(function, "change", "changed"));
}

/* --- the section ------------------------------------------------------------------------------ */

static const struct {
    const char *key;
    void (*print)(struct arena *a, json_t *element);
} parts[] = {
    { "tables", print_table },
    { "policies", print_policy },
    { "grants", print_grant },
    { "functions", print_function },
};

static bool part_known(const char *key)
{
    for (size_t i = 0; i < countof(parts); i++)
        if (strcmp(parts[i].key, key) == 0)
            return true;
    return strcmp(key, "format") == 0;
}

void show_rls(struct arena *a, const struct bale_migration *m)
{
    owned(json_release) json_t *tree = json_loadb((const char *)m->rls.at, m->rls.size, 0, NULL);
    const char *key;
    json_t *value;
    size_t changes = 0, more = 0;

    for (size_t i = 0; i < countof(parts); i++)
        changes += json_array_size(json_object_get(tree, parts[i].key));
    json_object_foreach(tree, key, value) more += !part_known(key);
    print_field(a, 1, "access", "%s",
                changes ? "what row level security, policies and grants become:" : "unchanged");
    for (size_t i = 0; i < countof(parts); i++) {
        json_t *element;
        size_t at;
        json_array_foreach(json_object_get(tree, parts[i].key), at, element) parts[i].print(a, element);
    }
    if (more)
        print_field(a, 2, "note", "rls.json has %zu more sections, which this version does not know", more);
}
