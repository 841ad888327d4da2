/*
 * promote: see promote.h.
 */
#include "promote.h"

bool promote_check(struct cli *c, size_t first, struct opened *o, const char *environment,
                   struct bale_report *report, const struct promotion **out, struct fail *f)
{
    static const enum trust_role_name roles[] = { ROLE_RECEIPT, ROLE_APPROVE, ROLE_BREAKGLASS };
    struct evidence *evidence = arena_alloc(c->arena, sizeof *evidence);
    struct promotion *promotion = arena_alloc(c->arena, sizeof *promotion);

    for (size_t i = 0; i < countof(roles); i++)
        for (size_t n = 0; n < c->values[first + i].count; n++)
            if (!evidence_add(c->arena, evidence, c->values[first + i].at[n], o->trust, roles[i], o->now, f))
                return false;
    if (!promotion_check(c->arena, evidence, o->bale, o->trust, environment, o->now, promotion, report, f))
        return false;
    if (promotion->broken)
        cli_warn(c, "breakglass: %s (missing: %s)", promotion->reason, promotion->missing);
    *out = promotion;
    return true;
}

bool promote_check_target(const struct promotion *p, const struct ledger *l, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; p && l->exists && i < p->n_used; i++) {
        struct receipt receipt;
        if (p->used[i]->role != ROLE_RECEIPT)
            continue;
        if (!receipt_parse(a, p->used[i], &receipt, f))
            return false;
        if (text_equal(receipt.target_id, l->target_id))
            return fail_named(f, FAIL_POLICY, "policy.receipt-self",
                              "the receipt is by this very target, which cannot vouch for itself");
    }
    return true;
}

void promote_put(json_t *detail, const struct promotion *p)
{
    json_t *list = json_new_array();

    for (size_t i = 0; p && i < p->n_used; i++) {
        json_t *one = json_new_object(), *signers = json_new_array();
        for (size_t s = 0; s < p->used[i]->n_signers; s++)
            json_push(signers, json_string(p->used[i]->signers[s]->name));
        json_put_text(one, "role", trust_role_text(p->used[i]->role));
        json_put_text(one, "id", p->used[i]->id);
        json_put(one, "signers", signers);
        json_push(list, one);
    }
    json_put(detail, "evidence", list);
}
