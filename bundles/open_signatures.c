/*
 * open_signatures: who has signed, and is that enough. Only trusted keys give meaning to a signature.
 */
#include "open_inner.h"

/* Why a signature that holds does not count, for the refusal's name. */
struct shortfall {
    const char *name, *text;
};

static bool bad_signature(const struct frame_signature *s, const struct trust_key *key, struct fail *f)
{
    fail_named(f, FAIL_BALE, "signature.bad", "the signature that names the trusted key \"%s\" does not hold",
               key->name);
    fail_detail(f, "key: %s", s->key_id);
    return fail_hint(f, "seal.json or the signature was changed. Get the bale again from where it was made.");
}

static struct shortfall why_not_counted(const struct opening *o, const struct trust_key *key)
{
    if (key->revoked)
        return (struct shortfall){ "signature.revoked", "its key is revoked" };
    if (key->not_before && o->now < key->not_before)
        return (struct shortfall){ "signature.not-yet-valid", "its key is not valid yet" };
    if (key->not_after && o->now > key->not_after)
        return (struct shortfall){ "signature.expired", "its key has expired" };
    if (!trust_has_role(o->trust, key, ROLE_RELEASE))
        return (struct shortfall){ "signature.role", "its key may not release" };
    return (struct shortfall){ NULL, NULL };
}

static bool refuse_unsigned(struct fail *f)
{
    fail_named(f, FAIL_BALE, "signature.none", "the bale is not signed");
    return fail_hint(f, "Sign it with \"pgbale sign\".");
}

static bool refuse_count(const struct opening *o, size_t count, const struct shortfall *last, struct fail *f)
{
    size_t threshold = o->trust->roles[ROLE_RELEASE].threshold;

    fail_named(f, FAIL_BALE, last->name ? last->name : "signature.threshold",
               "%zu of %zu needed signatures are by keys that may release%s%s", count, threshold,
               last->name ? "; one is not counted: " : "", last->name ? last->text : "");
    for (size_t i = 0; i < o->frame.n_signatures; i++)
        fail_detail(f, "signed by %s%s%s",
                    o->signatures[i].key_name ? o->signatures[i].key_name : "unknown key", " ",
                    o->signatures[i].key_id);
    return fail_hint(f, "Is this the right trust store for this bale?");
}

bool signatures_check(struct opening *o, struct fail *f)
{
    size_t count = 0;
    struct shortfall last = { NULL, NULL };

    if (o->frame.n_signatures == 0)
        return refuse_unsigned(f);
    for (size_t i = 0; i < o->frame.n_signatures; i++) {
        const struct frame_signature *s = &o->frame.signatures[i];
        const struct trust_key *key = trust_find(o->trust, s->key_id);
        struct bale_signature *found = &o->signatures[i];
        memcpy(found->key_id, s->key_id, sizeof found->key_id);
        found->raw = s->raw;
        if (!key) {
            if (!last.name)
                last = (struct shortfall){ "signature.unknown-key", "its key is not in the trust store" };
            report_add(o->arena, o->report, "signature", CHECK_NOTE, "unknown key %s: not counted",
                       s->key_id);
            continue;
        }
        if (!signature_holds(&key->key, o->frame.seal, s->raw))
            return bad_signature(s, key, f);
        found->key_name = key->name;
        struct shortfall why = why_not_counted(o, key);
        if (why.name) {
            last = why;
            report_add(o->arena, o->report, "signature", CHECK_NOTE, "%s (%s): %s, not counted", key->name,
                       s->key_id, why.text);
            continue;
        }
        o->counted[i] = true;
        count++;
        report_add(o->arena, o->report, "signature", CHECK_OK, "%s (%s, %s)", key->name,
                   key_algorithm_name(key->key.algorithm), s->key_id);
    }
    if (count < o->trust->roles[ROLE_RELEASE].threshold)
        return refuse_count(o, count, &last, f);
    report_add(o->arena, o->report, "threshold", CHECK_OK, "%zu of %zu needed release signatures", count,
               o->trust->roles[ROLE_RELEASE].threshold);
    return true;
}

bool signatures_cover(struct opening *o, const char *lineage, struct fail *f)
{
    const struct shortfall other = { "signature.lineage", "its key may not sign this lineage" };
    size_t count = 0;

    for (size_t i = 0; i < o->frame.n_signatures; i++) {
        if (!o->counted[i])
            continue;
        const struct trust_key *key = trust_find(o->trust, o->frame.signatures[i].key_id);
        if (trust_key_covers(key, lineage))
            count++;
        else
            o->counted[i] = false;
    }
    if (count < o->trust->roles[ROLE_RELEASE].threshold)
        return refuse_count(o, count, &other, f);
    return true;
}
