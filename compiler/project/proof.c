/*
 * proof: see proof.h.
 */
#include "proof_evidence.h"

#include "digest.h"
#include "json.h"
#include "lint_json.h"
#include "manifest.h"
#include "rls.h"
#include "verdict_json.h"

#define PROOF_FORMAT "pgbale-proof/1"

enum { PROOF_LIMIT = 64 << 20, LIST_MOST = 10000, NAME_MOST = 256 };

const struct proof_effect *proof_effect_of(const struct proof *p, const struct source_file *file,
                                           const struct source_statement *s)
{
    for (size_t i = 0; i < p->n_effects; i++)
        if (p->effects[i].line == s->line && text_ends(file->path, p->effects[i].step))
            return &p->effects[i];
    return NULL;
}

const char *proof_path(struct arena *a, const struct migration *m)
{
    return format(a, "%s/proof.json", m->folder);
}

const char *proof_declared(struct arena *a, const char *folder, const struct source_file *files, size_t n)
{
    size_t above = strlen(folder) - strlen("schema");
    struct text t = text_new(a);
    char *hex = arena_alloc(a, ID_TEXT);

    for (size_t i = 0; i < n; i++) {
        char one[ID_TEXT];
        digest_hex(files[i].text, one);
        text_addf(&t, "%s  %s\n", one, files[i].path + above);
    }
    digest_hex((struct bytes){ (const uint8_t *)t.at, t.size }, hex);
    return hex;
}

/* ------------------------------------------------------------ reading */

static bool read_steps(struct arena *a, struct json_value *root, struct proof *p, struct fail *f)
{
    struct json_value list, one;

    if (!json_take_array(root, "steps", BALE_STEPS, &list, f))
        return false;
    struct bale_step *steps = arena_array(a, json_count(&list), sizeof *steps);
    p->n_steps = json_count(&list);
    for (size_t i = 0; i < p->n_steps; i++)
        if (!json_object_at(&list, i, &one, f) ||
            !json_take_text(a, &one, "name", NAME_MOST, &steps[i].name, f) ||
            !json_take_digest(&one, "sha256", steps[i].sha256, f) || !json_done(&one, f))
            return false;
    p->steps = steps;
    return true;
}

static bool read_states(struct arena *a, struct json_value *root, struct proof *p, struct fail *f)
{
    struct json_value map;
    uint64_t major;

    if (!json_take_number(root, "major", 99, &major, f) || !json_take_object(root, "states", &map, f))
        return false;
    size_t n;
    const char *const *keys = json_keys(a, &map, &n);
    struct bale_states *states = arena_array(a, n, sizeof *states);
    for (size_t i = 0; i < n; i++) {
        uint64_t one;
        if (!number_read(keys[i], 99, &one))
            return json_refuse(&map, keys[i], "major", f, "\"%s\" is not a server major version", keys[i]);
        states[i].major = (unsigned)one;
        if (!json_take_texts(a, &map, keys[i], BALE_STATEMENTS, ID_TEXT, &states[i].digests,
                             &states[i].n_digests, f))
            return false;
    }
    p->major = (unsigned)major;
    p->states = states;
    p->n_states = n;
    return json_done(&map, f);
}

static bool read_needs(struct arena *a, struct json_value *root, struct proof *p, struct fail *f)
{
    struct json_value needs;

    return json_take_object(root, "requires", &needs, f) &&
           json_take_texts(a, &needs, "roles", LIST_MOST, NAME_MOST, &p->roles, &p->n_roles, f) &&
           json_take_texts(a, &needs, "extensions", LIST_MOST, NAME_MOST, &p->extensions, &p->n_extensions,
                           f) &&
           json_take_texts(a, &needs, "schemas", LIST_MOST, NAME_MOST, &p->schemas, &p->n_schemas, f) &&
           json_done(&needs, f);
}

static bool read_root(struct arena *a, struct json_value *root, json_t *tree, struct proof *p, struct fail *f)
{
    struct json_value rls;

    if (!json_take_exactly(root, "format", PROOF_FORMAT, f) ||
        !json_take_text(a, root, "parent", ID_TEXT, &p->parent, f) ||
        !json_take_text(a, root, "version", NAME_MOST, &p->version, f) || !read_steps(a, root, p, f) ||
        !read_states(a, root, p, f) || !read_needs(a, root, p, f) || !json_take_object(root, "rls", &rls, f))
        return false;
    p->rls = json_canonical(a, json_object_get(tree, "rls"));
    if (json_has(root, "declared") && !json_take_text(a, root, "declared", ID_TEXT, &p->declared, f))
        return false;
    p->judged = json_has(root, "verdicts");
    if (p->judged && !verdicts_take(a, root, &p->verdicts, &p->n_verdicts, f))
        return false;
    if (!proof_read_evidence(a, root, p, f))
        return false;
    if (json_has(root, "evidence")) {
        struct rls_evidence *evidence = arena_alloc(a, sizeof *evidence);
        if (!rls_evidence_take(a, root, evidence, f))
            return false;
        p->evidence = evidence;
    }
    if (json_has(root, "lints")) {
        struct lint_step *lints = arena_alloc(a, sizeof *lints);
        if (!lint_step_take(a, root, lints, f))
            return false;
        p->lints = lints;
    }
    return json_done(root, f);
}

bool proof_read(struct arena *a, const struct migration *m, const struct proof **out, struct fail *f)
{
    const char *path = proof_path(a, m);
    const struct json_document document = {
        .file = path, .topic = "proof", .code = FAIL_USAGE, .canonical = true
    };
    owned(json_release) json_t *tree = NULL;
    struct proof *p = arena_alloc(a, sizeof *p);
    struct json_value root;
    struct bytes text;

    *out = NULL;
    if (!file_exists(path))
        return true;
    if (!file_read(a, path, PROOF_LIMIT, &text, f))
        return false;
    if (!json_load(text, &document, &tree, f) || !json_root(tree, &document, &root, f) ||
        !read_root(a, &root, tree, p, f))
        return fail_hint(f, "proof.json is written by the program only: run \"pgbale prove --all\".");
    *out = p;
    return true;
}

/* ------------------------------------------------------------ writing */

static struct bytes proof_text(struct arena *a, const struct proof *p)
{
    json_t *root = json_new_object(), *steps = json_new_array(), *states = json_new_object(),
           *needs = json_new_object();

    for (size_t i = 0; i < p->n_steps; i++) {
        json_t *one = json_new_object();
        json_put_text(one, "name", p->steps[i].name);
        json_put_text(one, "sha256", p->steps[i].sha256);
        json_push(steps, one);
    }
    for (size_t i = 0; i < p->n_states; i++)
        json_put_texts(states, format(a, "%u", p->states[i].major), p->states[i].digests,
                       p->states[i].n_digests);
    json_put_texts(needs, "roles", p->roles, p->n_roles);
    json_put_texts(needs, "extensions", p->extensions, p->n_extensions);
    json_put_texts(needs, "schemas", p->schemas, p->n_schemas);
    json_put_text(root, "format", PROOF_FORMAT);
    json_put_text(root, "parent", p->parent);
    json_put_text(root, "version", p->version);
    json_put(root, "steps", steps);
    json_put_number(root, "major", p->major);
    json_put(root, "states", states);
    json_put(root, "requires", needs);
    json_put(root, "rls", json_loadb((const char *)p->rls.at, p->rls.size, 0, NULL));
    if (p->declared)
        json_put_text(root, "declared", p->declared);
    if (p->judged)
        json_put(root, "verdicts", verdicts_put(p->verdicts, p->n_verdicts));
    proof_put_evidence(root, p);
    if (p->evidence)
        json_put(root, "evidence", rls_evidence_put(p->evidence));
    if (p->lints)
        json_put(root, "lints", lint_step_put(p->lints));
    struct bytes text = json_canonical(a, root);
    json_decref(root);
    return text;
}

bool proof_write(struct arena *a, const struct migration *m, const struct proof *p, struct fail *f)
{
    const char *path = proof_path(a, m);
    struct bytes text = proof_text(a, p), old;

    if (file_exists(path) && file_read(a, path, PROOF_LIMIT, &old, f) && bytes_equal(old, text))
        return true;
    return file_write(path, text, 0644, f);
}

/* ------------------------------------------------------------ use */

static bool stale(struct fail *f, const struct draft *d, const char *what)
{
    fail_named(f, FAIL_BLOCKED, "proof.stale", "%s was changed after it was proven: %s", d->migration->folder,
               what);
    return fail_hint(
        f, "Run \"pgbale prove\". If a bale with this migration was applied anywhere, do not edit it: "
           "write a new migration instead.");
}

bool proof_fresh(struct arena *a, const struct proof *p, const struct draft *d, const char *parent,
                 struct fail *f)
{
    if (p->n_steps != d->bale.n_steps)
        return stale(f, d, "it has another number of steps");
    for (size_t i = 0; i < p->n_steps; i++) {
        if (!text_equal(p->steps[i].name, d->bale.steps[i].name))
            return stale(f, d, format(a, "step %s is new or renamed", d->bale.steps[i].name));
        if (!text_equal(p->steps[i].sha256, d->bale.steps[i].sha256))
            return stale(f, d, format(a, "step %s is not the one that was proven", d->bale.steps[i].name));
    }
    if (!text_equal(p->version, d->bale.version))
        return stale(f, d, format(a, "its version was %s and is %s", p->version, d->bale.version));
    if (text_equal(p->parent, parent))
        return true;
    fail_named(f, FAIL_BLOCKED, "proof.stale",
               "%s was proven on another parent: the migration before it was changed, or what it declares "
               "about clients",
               d->migration->folder);
    return fail_hint(f,
                     "Undo that change if a bale with the migration before it was applied anywhere. Else run "
                     "\"pgbale prove --all\".");
}

void proof_apply(struct arena *a, const struct proof *p, struct draft *d)
{
    d->bale.parent = p->parent;
    d->bale.proof_major = p->major;
    d->bale.states = p->states;
    d->bale.n_states = p->n_states;
    d->bale.rls = rls_reviewed(a, p->rls, d->migration->rls_review);
    bale_migration_id(&d->bale, d->bale.id);
}
