/*
 * position: see position.h.
 *
 * A migration's id includes its parent's id, so one equal id means an equal history up to there.
 */
#include "position.h"

static bool refuse_ahead(const struct bale *b, const char *version, uint64_t sequence, struct fail *f)
{
    const struct bale_migration *newest = bale_newest(b);

    fail_named(
        f, FAIL_TARGET, "position.ahead",
        "the target is ahead of the bale: it is at version %s (migration %llu), the bale ends at version "
        "%s (migration %llu)",
        version, (unsigned long long)sequence, newest->version, (unsigned long long)newest->sequence);
    return fail_hint(
        f, "A bale never takes a target back. Use a newer bale, or write a migration that undoes the "
           "change.");
}

static bool refuse_fork(const struct bale *b, const char *name, uint64_t sequence, const char *id,
                        struct fail *f)
{
    fail_named(f, FAIL_TARGET, "position.fork",
               "the history of the target is not the bale's: migration %llu of the target is \"%s\" (%.12s)",
               (unsigned long long)sequence, name, id);
    for (size_t i = 0; i < b->n_migrations; i++)
        if (b->migrations[i].sequence == sequence)
            fail_detail(f, "migration %llu of the bale is \"%s\" (%.12s)", (unsigned long long)sequence,
                        b->migrations[i].name, b->migrations[i].id);
    return fail_hint(f, "A migration that was applied must never change. Compare the two bales with "
                        "\"pgbale-audit compare\"; \"pgbale-apply status\" shows what was applied here.");
}

static bool refuse_gap(const struct bale *b, uint64_t sequence, struct fail *f)
{
    const struct bale_migration *first = &b->migrations[0];

    fail_named(f, FAIL_TARGET, "position.gap",
               "the bale begins at migration %llu (version %s), but the target has %s%llu",
               (unsigned long long)first->sequence, first->version, sequence ? "only " : "",
               (unsigned long long)sequence);
    return fail_hint(f, "Apply the bales before it first, or use a bale that holds the whole chain.");
}

/* The migration that comes after the ledger's head. */
static bool find_next(const struct bale *b, const struct ledger_head *head, size_t *next, struct fail *f)
{
    const struct bale_migration *first = &b->migrations[0];

    if (head->sequence > bale_newest(b)->sequence)
        return refuse_ahead(b, head->version, head->sequence, f);
    if (head->sequence + 1 < first->sequence)
        return refuse_gap(b, head->sequence, f);
    if (head->sequence + 1 == first->sequence) {
        const char *id = head->sequence ? head->migration_id : BALE_GENESIS;
        if (!text_equal(first->parent, id))
            return refuse_fork(b, head->name, head->sequence, head->migration_id, f);
        *next = 0;
        return true;
    }
    size_t at = (size_t)(head->sequence - first->sequence);
    if (!text_equal(b->migrations[at].id, head->migration_id))
        return refuse_fork(b, head->name, head->sequence, head->migration_id, f);
    *next = at + 1;
    return true;
}

bool position_find(const struct bale *b, const struct ledger *l, struct position *out, struct fail *f)
{
    struct position p = { 0 };
    const struct ledger_partial *partial = &l->partial;

    if (!find_next(b, &l->head, &p.migration, f))
        return false;
    if (partial->sequence) {
        if (p.migration == b->n_migrations)
            return refuse_ahead(b, partial->version, partial->sequence, f);
        if (!text_equal(b->migrations[p.migration].id, partial->migration_id)) {
            refuse_fork(b, partial->name, partial->sequence, partial->migration_id, f);
            return fail_detail(f, "that migration was begun on the target and is not finished");
        }
        p.segment = partial->segments_done;
        p.intent = partial->intent;
    }
    *out = p;
    return true;
}

const char *position_digest_after(const struct bale_states *s, size_t segment)
{
    size_t at = segment + 1;

    return s->digests[at < s->n_digests ? at : s->n_digests - 1];
}

const char *position_digest(const struct bale *b, const struct position *p, unsigned major)
{
    bool done = p->migration == b->n_migrations;
    const struct bale_states *s = bale_states_of(done ? bale_newest(b) : &b->migrations[p->migration], major);

    if (!s)
        return NULL;
    if (done)
        return s->digests[s->n_digests - 1];
    return s->digests[p->segment < s->n_digests ? p->segment : s->n_digests - 1];
}
