/*
 * lint_json: see lint_json.h.
 */
#include "lint_json.h"

enum { FOUND = 100000, TEXT = 1 << 16, NAME = 128 };

static json_t *put_one(const struct lint_found *l, bool whole)
{
    json_t *one = json_new_object();

    json_put_text(one, "rule", l->rule);
    json_put_text(one, "object", l->object);
    if (!whole)
        return one;
    json_put_text(one, "level", finding_level_word(l->level));
    json_put_text(one, "message", l->message);
    json_put_text(one, "kind", l->kind);
    json_put_text(one, "schema", l->schema);
    json_put_text(one, "name", l->name);
    if (l->on)
        json_put_text(one, "on", l->on);
    return one;
}

static json_t *put_list(struct lint_list list, bool whole)
{
    json_t *all = json_new_array();

    for (size_t i = 0; i < list.n; i++)
        json_push(all, put_one(&list.at[i], whole));
    return all;
}

json_t *lint_step_put(const struct lint_step *s)
{
    json_t *root = json_new_object();

    json_put(root, "found", put_list(s->found, true));
    json_put(root, "gone", put_list(s->gone, false));
    json_put(root, "events", put_list(s->events, true));
    return root;
}

static bool take_one(struct arena *a, struct json_value *v, bool whole, struct lint_found *l, struct fail *f)
{
    const char *level;

    if (!json_take_text(a, v, "rule", NAME, &l->rule, f) ||
        !json_take_text(a, v, "object", TEXT, &l->object, f))
        return false;
    if (!whole)
        return json_done(v, f);
    if (!json_take_text(a, v, "level", NAME, &level, f) ||
        !json_take_text(a, v, "message", TEXT, &l->message, f) ||
        !json_take_text(a, v, "kind", NAME, &l->kind, f) ||
        !json_take_text(a, v, "schema", NAME, &l->schema, f) ||
        !json_take_text(a, v, "name", NAME, &l->name, f) ||
        (json_has(v, "on") && !json_take_text(a, v, "on", NAME, &l->on, f)))
        return false;
    if (!finding_level_read(level, &l->level))
        return json_refuse(v, "level", "level", f, "\"%s\" is no level", level);
    l->hint = lint_hint(l->rule);
    return json_done(v, f);
}

static bool take_list(struct arena *a, struct json_value *root, const char *key, bool whole,
                      struct lint_list *out, struct fail *f)
{
    struct json_value list, one;

    if (!json_take_array(root, key, FOUND, &list, f))
        return false;
    struct lint_found *all = arena_array(a, json_count(&list), sizeof *all);
    for (size_t i = 0; i < json_count(&list); i++)
        if (!json_object_at(&list, i, &one, f) || !take_one(a, &one, whole, &all[i], f))
            return false;
    *out = (struct lint_list){ all, json_count(&list) };
    return true;
}

bool lint_step_take(struct arena *a, struct json_value *root, struct lint_step *out, struct fail *f)
{
    struct json_value v;

    return json_take_object(root, "lints", &v, f) && take_list(a, &v, "found", true, &out->found, f) &&
           take_list(a, &v, "gone", false, &out->gone, f) &&
           take_list(a, &v, "events", true, &out->events, f) && json_done(&v, f);
}
