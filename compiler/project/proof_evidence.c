/*
 * proof_evidence: see proof_evidence.h. Each list is left out when it is empty.
 */
#include "proof_evidence.h"

enum { LIST_MOST = 10000, NAME_MOST = 256, COMMAND_MOST = 4096, RELATIONS_MOST = 10000 };

static bool read_contracts(struct arena *a, struct json_value *root, struct proof *p, struct fail *f)
{
    struct json_value list, one;

    if (!json_take_array(root, "contracts", BALE_CLIENTS, &list, f))
        return false;
    struct proof_contract *contracts = arena_array(a, json_count(&list), sizeof *contracts);
    for (size_t i = 0; i < json_count(&list); i++) {
        struct proof_contract *c = &contracts[i];
        char *hex = arena_alloc(a, ID_TEXT);
        c->sha256 = hex;
        if (!json_object_at(&list, i, &one, f) ||
            !json_take_text(a, &one, "client", NAME_MOST, &c->client, f) ||
            !json_take_digest(&one, "sha256", hex, f) ||
            !json_take_number(&one, "statements", LIST_MOST, &c->statements, f) ||
            !json_take_number(&one, "worked", LIST_MOST, &c->worked, f) ||
            !json_take_number(&one, "same", LIST_MOST, &c->same, f) || !json_done(&one, f))
            return false;
    }
    p->contracts = contracts;
    p->n_contracts = json_count(&list);
    return true;
}

static bool read_run(struct arena *a, struct json_value *test, const char *key, struct proof_run *out,
                     struct fail *f)
{
    struct json_value one;
    char *hex = arena_alloc(a, ID_TEXT);

    out->output = hex;
    return json_take_object(test, key, &one, f) && json_take_number(&one, "status", 255, &out->status, f) &&
           json_take_number(&one, "milliseconds", UINT32_MAX, &out->milliseconds, f) &&
           json_take_digest(&one, "output", hex, f) && json_done(&one, f);
}

static bool read_tests(struct arena *a, struct json_value *root, struct proof *p, struct fail *f)
{
    struct json_value list, one;

    if (!json_take_array(root, "tests", BALE_CLIENTS, &list, f))
        return false;
    struct proof_test *tests = arena_array(a, json_count(&list), sizeof *tests);
    for (size_t i = 0; i < json_count(&list); i++)
        if (!json_object_at(&list, i, &one, f) ||
            !json_take_text(a, &one, "client", NAME_MOST, &tests[i].client, f) ||
            !json_take_text(a, &one, "command", COMMAND_MOST, &tests[i].command, f) ||
            !read_run(a, &one, "before", &tests[i].before, f) ||
            !read_run(a, &one, "after", &tests[i].after, f) || !json_done(&one, f))
            return false;
    p->tests = tests;
    p->n_tests = json_count(&list);
    return true;
}

static bool read_lock(struct json_value *map, struct arena *a, const char *name, enum observed_lock *out,
                      struct fail *f)
{
    const char *word;

    if (!json_take_text(a, map, name, NAME_MOST, &word, f))
        return false;
    for (enum observed_lock i = OBSERVED_NONE; i < OBSERVED_LOCKS; i++)
        if (strcmp(word, observed_lock_words[i]) == 0) {
            *out = i;
            return true;
        }
    return json_refuse(map, name, "lock", f, "\"%s\" is no lock", word);
}

static void mark(struct observed_relation *relations, size_t n, const char *const *names, size_t n_names,
                 bool rewritten)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n_names; k++)
            if (text_equal(relations[i].name, names[k])) {
                relations[i].rewritten = relations[i].rewritten || rewritten;
                relations[i].scanned = relations[i].scanned || !rewritten;
            }
}

/* By relation, as most statements cost no column anything. */
static bool read_narrowed(struct arena *a, struct json_value *one, struct observed_relation *relations,
                          size_t n, struct fail *f)
{
    struct json_value map;

    if (!json_has(one, "narrowed"))
        return true;
    if (!json_take_object(one, "narrowed", &map, f))
        return false;
    for (size_t i = 0; i < n; i++)
        if (json_has(&map, relations[i].name) &&
            !json_take_texts(a, &map, relations[i].name, RELATIONS_MOST, COMMAND_MOST, &relations[i].narrowed,
                             &relations[i].n_narrowed, f))
            return false;
    return json_done(&map, f);
}

static bool read_effect(struct arena *a, struct json_value *one, struct proof_effect *out, struct fail *f)
{
    struct json_value locks;
    const char *const *rewritten, *const *scanned;
    size_t n, n_rewritten, n_scanned;
    uint64_t line;

    if (!json_take_text(a, one, "step", NAME_MOST, &out->step, f) ||
        !json_take_number(one, "line", UINT32_MAX, &line, f))
        return false;
    out->line = (unsigned)line;
    out->watched = json_has(one, "locks");
    if (!out->watched)
        return json_done(one, f);
    if (!json_take_object(one, "locks", &locks, f) ||
        !json_take_texts(a, one, "rewritten", RELATIONS_MOST, NAME_MOST, &rewritten, &n_rewritten, f) ||
        !json_take_texts(a, one, "scanned", RELATIONS_MOST, NAME_MOST, &scanned, &n_scanned, f))
        return false;
    const char *const *names = json_keys(a, &locks, &n);
    struct observed_relation *relations = arena_array(a, n, sizeof *relations);
    for (size_t i = 0; i < n; i++) {
        relations[i].name = names[i];
        if (!read_lock(&locks, a, names[i], &relations[i].lock, f))
            return false;
    }
    mark(relations, n, rewritten, n_rewritten, true);
    mark(relations, n, scanned, n_scanned, false);
    out->seen = (struct observed){ relations, n };
    return json_done(&locks, f) && read_narrowed(a, one, relations, n, f) && json_done(one, f);
}

static bool read_effects(struct arena *a, struct json_value *root, struct proof *p, struct fail *f)
{
    struct json_value list, one;

    if (!json_take_array(root, "effects", BALE_STATEMENTS, &list, f))
        return false;
    struct proof_effect *effects = arena_array(a, json_count(&list), sizeof *effects);
    for (size_t i = 0; i < json_count(&list); i++)
        if (!json_object_at(&list, i, &one, f) || !read_effect(a, &one, &effects[i], f))
            return false;
    p->effects = effects;
    p->n_effects = json_count(&list);
    p->watched = true;
    return true;
}

bool proof_read_evidence(struct arena *a, struct json_value *root, struct proof *p, struct fail *f)
{
    return (!json_has(root, "contracts") || read_contracts(a, root, p, f)) &&
           (!json_has(root, "tests") || read_tests(a, root, p, f)) &&
           (!json_has(root, "effects") || read_effects(a, root, p, f));
}

/* ------------------------------------------------------------ writing */

static json_t *put_contract(const struct proof_contract *c)
{
    json_t *one = json_new_object();

    json_put_text(one, "client", c->client);
    json_put_text(one, "sha256", c->sha256);
    json_put_number(one, "statements", c->statements);
    json_put_number(one, "worked", c->worked);
    json_put_number(one, "same", c->same);
    return one;
}

static json_t *put_run(const struct proof_run *r)
{
    json_t *one = json_new_object();

    json_put_number(one, "status", r->status);
    json_put_number(one, "milliseconds", r->milliseconds);
    json_put_text(one, "output", r->output);
    return one;
}

static json_t *put_effect(const struct proof_effect *e)
{
    json_t *one = json_new_object(), *locks = json_new_object(), *rewritten = json_new_array(),
           *scanned = json_new_array(), *narrowed = json_new_object();

    json_put_text(one, "step", e->step);
    json_put_number(one, "line", e->line);
    for (size_t i = 0; i < e->seen.n_relations; i++) {
        const struct observed_relation *r = &e->seen.relations[i];
        json_put_text(locks, r->name, observed_lock_words[r->lock]);
        if (r->rewritten)
            json_push(rewritten, json_string(r->name));
        if (r->scanned)
            json_push(scanned, json_string(r->name));
        if (r->n_narrowed)
            json_put_texts(narrowed, r->name, r->narrowed, r->n_narrowed);
    }
    if (json_object_size(narrowed))
        json_put(one, "narrowed", json_incref(narrowed));
    if (e->watched) {
        json_put(one, "locks", json_incref(locks));
        json_put(one, "rewritten", json_incref(rewritten));
        json_put(one, "scanned", json_incref(scanned));
    }
    json_decref(locks);
    json_decref(rewritten);
    json_decref(scanned);
    json_decref(narrowed);
    return one;
}

void proof_put_evidence(json_t *root, const struct proof *p)
{
    json_t *contracts = json_new_array(), *tests = json_new_array();

    for (size_t i = 0; i < p->n_contracts; i++)
        json_push(contracts, put_contract(&p->contracts[i]));
    for (size_t i = 0; i < p->n_tests; i++) {
        json_t *one = json_new_object();
        json_put_text(one, "client", p->tests[i].client);
        json_put_text(one, "command", p->tests[i].command);
        json_put(one, "before", put_run(&p->tests[i].before));
        json_put(one, "after", put_run(&p->tests[i].after));
        json_push(tests, one);
    }
    if (p->n_contracts)
        json_put(root, "contracts", json_incref(contracts));
    if (p->n_tests)
        json_put(root, "tests", json_incref(tests));
    json_decref(contracts);
    json_decref(tests);
    if (!p->watched)
        return;
    json_t *effects = json_new_array();
    for (size_t i = 0; i < p->n_effects; i++)
        json_push(effects, put_effect(&p->effects[i]));
    json_put(root, "effects", effects);
}
