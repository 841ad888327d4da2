/*
 * seal: see seal.h.
 */
#include "seal.h"

#include "digest.h"
#include "frame.h"
#include "json.h"
#include "semver.h"

static const struct json_document document = {
    .file = "seal.json", .topic = "seal", .code = FAIL_BALE, .canonical = true
};

struct seal seal_about(const struct bale *b)
{
    const struct bale_migration *newest = bale_newest(b);
    struct seal s = {
        .lineage = b->lineage,
        .version = newest->version,
        .sequence = newest->sequence,
        .clients = newest->clients,
        .n_clients = newest->n_clients,
        .environments = b->environments,
        .n_environments = b->n_environments,
        .not_before = b->not_before,
        .not_after = b->not_after,
    };

    memcpy(s.migration, newest->id, sizeof s.migration);
    return s;
}

struct seal seal_of(const struct bale *b, struct bytes manifest, struct bytes rest)
{
    struct seal s = seal_about(b);

    digest_hex(manifest, s.manifest_sha256);
    digest_hex(rest, s.archive_sha256);
    s.archive_size = rest.size;
    return s;
}

static json_t *subject_tree(const struct seal *s)
{
    json_t *subjects = json_new_array(), *subject = json_new_object(), *digest = json_new_object();

    json_put_text(digest, "sha256", s->manifest_sha256);
    json_put_text(subject, "name", "manifest.json");
    json_put(subject, "digest", digest);
    json_push(subjects, subject);
    return subjects;
}

static json_t *predicate_tree(const struct seal *s)
{
    json_t *predicate = json_new_object(), *archive = json_new_object(), *breaks = json_new_object();

    json_put_text(archive, "sha256", s->archive_sha256);
    json_put_number(archive, "size", s->archive_size);
    for (size_t i = 0; i < s->n_clients; i++)
        json_put_flag(breaks, s->clients[i].name, s->clients[i].breaks);
    json_put_text(predicate, "format", SEAL_FORMAT);
    json_put(predicate, "archive", archive);
    json_put_text(predicate, "lineage", s->lineage);
    json_put_number(predicate, "sequence", s->sequence);
    json_put_text(predicate, "migration", s->migration);
    json_put_text(predicate, "version", s->version);
    json_put(predicate, "breaks", breaks);
    json_put_texts(predicate, "environments", s->environments, s->n_environments);
    json_put_number(predicate, "not_before", s->not_before);
    json_put_number(predicate, "not_after", s->not_after);
    return predicate;
}

bool seal_text(struct arena *a, const struct seal *s, struct bytes *out, struct fail *f)
{
    owned(json_release) json_t *tree = json_new_object();

    json_put_text(tree, "_type", SEAL_STATEMENT_TYPE);
    json_put_text(tree, "predicateType", SEAL_PREDICATE_TYPE);
    json_put(tree, "subject", subject_tree(s));
    json_put(tree, "predicate", predicate_tree(s));
    struct bytes text = json_canonical(a, tree);
    if (text.size > SEAL_MOST) {
        fail_named(f, FAIL_BALE, "seal.too-large",
                   "seal.json would have %zu bytes, more than the limit of %d", text.size, SEAL_MOST);
        return fail_hint(f, "Use fewer or shorter environments and clients.");
    }
    *out = text;
    return true;
}

static bool read_subject(struct json_value *root, struct seal *s, struct fail *f)
{
    struct json_value subjects, subject, digest;

    if (!json_take_array(root, "subject", 1, &subjects, f))
        return false;
    if (json_count(&subjects) != 1)
        return json_refuse(&subjects, NULL, "range", f, "must have one element");
    return json_object_at(&subjects, 0, &subject, f) &&
           json_take_exactly(&subject, "name", "manifest.json", f) &&
           json_take_object(&subject, "digest", &digest, f) &&
           json_take_digest(&digest, "sha256", s->manifest_sha256, f) && json_done(&digest, f) &&
           json_done(&subject, f);
}

static bool read_breaks(struct arena *a, struct json_value *predicate, struct seal *s, struct fail *f)
{
    struct json_value breaks;
    size_t n;

    if (!json_take_object(predicate, "breaks", &breaks, f))
        return false;
    const char *const *names = json_keys(a, &breaks, &n);
    if (n > BALE_CLIENTS)
        return json_refuse(&breaks, NULL, "range", f, "has %zu clients, must have at most %d", n,
                           BALE_CLIENTS);
    struct bale_client *clients = arena_array(a, n, sizeof *clients);
    for (size_t i = 0; i < n; i++) {
        clients[i].name = names[i];
        if (!json_take_flag(&breaks, names[i], &clients[i].breaks, f))
            return false;
    }
    s->clients = clients;
    s->n_clients = n;
    return true;
}

static bool read_predicate(struct arena *a, struct json_value *root, struct seal *s, struct fail *f)
{
    const uint64_t largest = (uint64_t)JSON_LARGEST;
    struct json_value p, archive;

    return json_take_object(root, "predicate", &p, f) && json_take_exactly(&p, "format", SEAL_FORMAT, f) &&
           json_take_object(&p, "archive", &archive, f) &&
           json_take_digest(&archive, "sha256", s->archive_sha256, f) &&
           json_take_number(&archive, "size", largest, &s->archive_size, f) && json_done(&archive, f) &&
           json_take_text(a, &p, "lineage", SEAL_MOST, &s->lineage, f) &&
           json_take_number(&p, "sequence", largest, &s->sequence, f) &&
           json_take_digest(&p, "migration", s->migration, f) &&
           json_take_text(a, &p, "version", SEMVER_TEXT, &s->version, f) && read_breaks(a, &p, s, f) &&
           json_take_texts(a, &p, "environments", BALE_ENVIRONMENTS, BALE_NAME, &s->environments,
                           &s->n_environments, f) &&
           json_take_number(&p, "not_before", largest, &s->not_before, f) &&
           json_take_number(&p, "not_after", largest, &s->not_after, f) && json_done(&p, f);
}

bool seal_parse(struct arena *a, struct bytes from, struct seal *out, struct fail *f)
{
    owned(json_release) json_t *tree = NULL;
    struct json_value root;
    struct seal s = { .n_clients = 0 };

    if (!json_load(from, &document, &tree, f) || !json_root(tree, &document, &root, f) ||
        !json_take_exactly(&root, "_type", SEAL_STATEMENT_TYPE, f) ||
        !json_take_exactly(&root, "predicateType", SEAL_PREDICATE_TYPE, f) || !read_subject(&root, &s, f) ||
        !read_predicate(a, &root, &s, f) || !json_done(&root, f))
        return false;
    *out = s;
    return true;
}
