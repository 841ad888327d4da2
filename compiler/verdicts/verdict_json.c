/*
 * verdict_json: see verdict_json.h.
 */
#include "verdict_json.h"

enum { REASONS = 100000, TEXT = 1 << 16, NAME = 64 };

static json_t *put_reason(const struct verdict_reason *r)
{
    json_t *one = json_new_object();

    json_put_text(one, "rule", r->rule);
    json_put_text(one, "object", r->object);
    json_put_text(one, "why", r->why);
    if (r->place)
        json_put_text(one, "place", r->place);
    if (r->waived)
        json_put_text(one, "waived", r->waived);
    for (int i = 0; i < AUDIENCES; i++)
        json_put_text(one, audience_words[i], verdict_words[r->judged[i]]);
    return one;
}

json_t *verdicts_put(const struct verdict_client *clients, size_t n)
{
    json_t *all = json_new_array();

    for (size_t i = 0; i < n; i++) {
        json_t *one = json_new_object(), *reasons = json_new_array();
        for (size_t k = 0; k < clients[i].n_reasons; k++)
            json_push(reasons, put_reason(&clients[i].reasons[k]));
        json_put_text(one, "client", clients[i].client);
        for (enum audience k = 0; k < AUDIENCES; k++)
            json_put_text(one, audience_words[k], verdict_words[verdict_of(&clients[i], k)]);
        json_put(one, "reasons", reasons);
        json_push(all, one);
    }
    return all;
}

static bool take_word(struct arena *a, struct json_value *v, const char *key, enum verdict *out,
                      struct fail *f)
{
    const char *word;

    if (!json_take_text(a, v, key, NAME, &word, f))
        return false;
    for (enum verdict i = VERDICT_COMPATIBLE; i <= VERDICT_BREAKING; i++)
        if (strcmp(word, verdict_words[i]) == 0) {
            *out = i;
            return true;
        }
    return json_refuse(v, key, "verdict", f, "\"%s\" is no verdict", word);
}

static bool take_words(struct arena *a, struct json_value *v, enum verdict out[AUDIENCES], struct fail *f)
{
    for (int i = 0; i < AUDIENCES; i++)
        if (!take_word(a, v, audience_words[i], &out[i], f))
            return false;
    return true;
}

static bool take_reason(struct arena *a, struct json_value *v, struct verdict_reason *r, struct fail *f)
{
    return json_take_text(a, v, "rule", NAME, &r->rule, f) &&
           json_take_text(a, v, "object", TEXT, &r->object, f) &&
           json_take_text(a, v, "why", TEXT, &r->why, f) &&
           (!json_has(v, "place") || json_take_text(a, v, "place", TEXT, &r->place, f)) &&
           (!json_has(v, "waived") || json_take_text(a, v, "waived", TEXT, &r->waived, f)) &&
           take_words(a, v, r->judged, f) && json_done(v, f);
}

static bool take_client(struct arena *a, struct json_value *v, struct verdict_client *c, struct fail *f)
{
    enum verdict said[AUDIENCES];
    struct json_value list, one;

    if (!json_take_text(a, v, "client", NAME, &c->client, f) || !take_words(a, v, said, f) ||
        !json_take_array(v, "reasons", REASONS, &list, f))
        return false;
    struct verdict_reason *reasons = arena_array(a, json_count(&list), sizeof *reasons);
    c->reasons = reasons;
    c->n_reasons = json_count(&list);
    for (size_t i = 0; i < c->n_reasons; i++)
        if (!json_object_at(&list, i, &one, f) || !take_reason(a, &one, &reasons[i], f))
            return false;
    for (enum audience i = 0; i < AUDIENCES; i++)
        if (said[i] != verdict_of(c, i))
            return json_refuse(v, audience_words[i], "verdict", f, "the verdict is not that of its reasons");
    return json_done(v, f);
}

bool verdicts_take(struct arena *a, struct json_value *root, const struct verdict_client **out, size_t *n,
                   struct fail *f)
{
    struct json_value list, one;

    if (!json_take_array(root, "verdicts", BALE_CLIENTS, &list, f))
        return false;
    struct verdict_client *clients = arena_array(a, json_count(&list), sizeof *clients);
    for (size_t i = 0; i < json_count(&list); i++)
        if (!json_object_at(&list, i, &one, f) || !take_client(a, &one, &clients[i], f))
            return false;
    *out = clients;
    *n = json_count(&list);
    return true;
}
