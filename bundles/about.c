/*
 * about: see about.h.
 */
#include "about.h"

#include "seal.h"

static json_t *subject_tree(const char *bale_id)
{
    json_t *subjects = json_new_array(), *subject = json_new_object(), *digest = json_new_object();

    json_put_text(digest, "sha256", bale_id);
    json_put_text(subject, "name", "seal.json");
    json_put(subject, "digest", digest);
    json_push(subjects, subject);
    return subjects;
}

struct bytes about_text(struct arena *a, const char *bale_id, const char *type, json_t *predicate)
{
    owned(json_release) json_t *tree = json_new_object();

    json_put_text(tree, "_type", SEAL_STATEMENT_TYPE);
    json_put_text(tree, "predicateType", type);
    json_put(tree, "subject", subject_tree(bale_id));
    json_put(tree, "predicate", predicate);
    return json_canonical(a, tree);
}

static bool read_subject(struct json_value *root, char bale_id[ID_TEXT], struct fail *f)
{
    struct json_value subjects, subject, digest;

    if (!json_take_array(root, "subject", 1, &subjects, f))
        return false;
    if (json_count(&subjects) != 1)
        return json_refuse(&subjects, NULL, "range", f, "must have one element");
    return json_object_at(&subjects, 0, &subject, f) && json_take_exactly(&subject, "name", "seal.json", f) &&
           json_take_object(&subject, "digest", &digest, f) &&
           json_take_digest(&digest, "sha256", bale_id, f) && json_done(&digest, f) && json_done(&subject, f);
}

bool about_open(struct bytes from, const struct json_document *d, const char *type, json_t **tree,
                struct json_value *root, struct json_value *predicate, char bale_id[ID_TEXT], struct fail *f)
{
    return json_load(from, d, tree, f) && json_root(*tree, d, root, f) &&
           json_take_exactly(root, "_type", SEAL_STATEMENT_TYPE, f) &&
           json_take_exactly(root, "predicateType", type, f) && read_subject(root, bale_id, f) &&
           json_take_object(root, "predicate", predicate, f);
}

bool about_done(const struct json_value *root, const struct json_value *predicate, struct fail *f)
{
    return json_done(predicate, f) && json_done(root, f);
}
