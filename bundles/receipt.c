/*
 * receipt: see receipt.h.
 */
#include "receipt.h"

#include "about.h"
#include "semver.h"

enum { TEXT_MOST = 200, UUID_TEXT = 36 };

static const struct json_document document = {
    .file = "receipt", .topic = "receipt", .code = FAIL_BALE, .canonical = true
};

struct bytes receipt_text(struct arena *a, const struct receipt *r)
{
    json_t *predicate = json_new_object(), *ledger = json_new_object(), *server = json_new_object();

    json_put_number(ledger, "entries", r->entries);
    json_put_text(ledger, "hash", r->entry_hash);
    json_put_number(server, "major", r->major);
    json_put_text(server, "version", r->server);
    json_put_text(predicate, "format", RECEIPT_FORMAT);
    json_put_text(predicate, "result", "applied");
    json_put_text(predicate, "environment", r->environment);
    json_put_text(predicate, "lineage", r->lineage);
    json_put_text(predicate, "target_id", r->target_id);
    json_put_number(predicate, "sequence", r->sequence);
    json_put_text(predicate, "migration", r->migration);
    json_put_text(predicate, "version", r->version);
    json_put_text(predicate, "state", r->state);
    json_put(predicate, "server", server);
    json_put_text(predicate, "applier", r->applier);
    json_put_number(predicate, "applied", r->applied);
    json_put_number(predicate, "issued", r->issued);
    json_put(predicate, "ledger", ledger);
    return about_text(a, r->bale, RECEIPT_TYPE, predicate);
}

static bool read_server(struct arena *a, struct json_value *predicate, struct receipt *r, struct fail *f)
{
    struct json_value server;
    uint64_t major = 0;

    if (!json_take_object(predicate, "server", &server, f) ||
        !json_take_number(&server, "major", 999, &major, f) ||
        !json_take_text(a, &server, "version", TEXT_MOST, &r->server, f))
        return false;
    r->major = (unsigned)major;
    return json_done(&server, f);
}

static bool read_ledger(struct json_value *predicate, struct receipt *r, struct fail *f)
{
    struct json_value ledger;

    return json_take_object(predicate, "ledger", &ledger, f) &&
           json_take_number(&ledger, "entries", (uint64_t)JSON_LARGEST, &r->entries, f) &&
           json_take_digest(&ledger, "hash", r->entry_hash, f) && json_done(&ledger, f);
}

bool receipt_parse(struct arena *a, const struct attestation *at, struct receipt *out, struct fail *f)
{
    owned(json_release) json_t *tree = NULL;
    const uint64_t largest = (uint64_t)JSON_LARGEST;
    struct json_value root, p;
    struct receipt r = { .entries = 0 };

    if (!about_open(at->statement, &document, RECEIPT_TYPE, &tree, &root, &p, r.bale, f) ||
        !json_take_exactly(&p, "format", RECEIPT_FORMAT, f) ||
        !json_take_exactly(&p, "result", "applied", f) ||
        !json_take_text(a, &p, "environment", BALE_NAME, &r.environment, f) ||
        !json_take_text(a, &p, "lineage", BALE_NAME, &r.lineage, f) ||
        !json_take_text(a, &p, "target_id", UUID_TEXT, &r.target_id, f) ||
        !json_take_number(&p, "sequence", largest, &r.sequence, f) ||
        !json_take_digest(&p, "migration", r.migration, f) ||
        !json_take_text(a, &p, "version", SEMVER_TEXT, &r.version, f) ||
        !json_take_digest(&p, "state", r.state, f) || !read_server(a, &p, &r, f) ||
        !json_take_text(a, &p, "applier", SEMVER_TEXT, &r.applier, f) ||
        !json_take_number(&p, "applied", largest, &r.applied, f) ||
        !json_take_number(&p, "issued", largest, &r.issued, f) || !read_ledger(&p, &r, f) ||
        !about_done(&root, &p, f))
        return false;
    *out = r;
    return true;
}
