/*
 * prove_clients: see prove_clients.h.
 */
#include "prove_clients.h"

#include "effects.h"

bool prove_clients_open(struct arena *a, const struct project *p, struct prove_clients *out, struct fail *f)
{
    const struct contract **list = arena_array(a, p->n_clients, sizeof *list);
    struct prove_clients c = { .arena = a, .project = p, .contracts = list };

    for (size_t i = 0; i < p->n_clients; i++) {
        if (!contract_read(a, &p->clients[i], &list[c.n_contracts], f))
            return false;
        c.n_contracts += list[c.n_contracts] != NULL;
    }
    *out = c;
    return true;
}

bool prove_clients_try(struct prove_clients *c, struct workspace *w, struct prove_clients_of *m, PGconn **db,
                       struct fail *f)
{
    if (m->keeps)
        return true;
    if (!effects_observe(c->arena, w, m->draft, db, &m->seen, f))
        return false;
    if (!c->n_contracts)
        return true;
    if (!contracts_prove(c->arena, w, c->project, c->contracts, c->n_contracts, m->draft, db, &m->results, f))
        return false;
    m->n_results = c->n_contracts;
    return true;
}

/* What was executed for an earlier proof of the same migration. */
static struct verdict_client with_old(const struct prove_clients *c, struct verdict_client now,
                                      const struct proof *old, bool contracts)
{
    for (size_t v = 0; v < old->n_verdicts; v++)
        for (size_t i = 0; text_equal(old->verdicts[v].client, now.client) && i < old->verdicts[v].n_reasons;
             i++)
            if (strcmp(old->verdicts[v].reasons[i].rule, "client-test") == 0 ||
                (contracts && verdict_executed(&old->verdicts[v].reasons[i])))
                now = verdict_with(c->arena, now, &old->verdicts[v].reasons[i], 1);
    return now;
}

static void keep_contracts(const struct prove_clients *c, const struct prove_clients_of *m, struct proof *out)
{
    struct proof_contract *list = arena_array(c->arena, m->n_results, sizeof *list);

    for (size_t i = 0; i < m->n_results; i++) {
        const struct contract_result *r = &m->results[i];
        list[i] = (struct proof_contract){ r->client, r->sha256, r->requests, r->worked, r->same };
    }
    out->contracts = m->keeps ? m->old->contracts : list;
    out->tests = m->old ? m->old->tests : NULL;
    out->n_tests = m->old ? m->old->n_tests : 0;
    out->n_contracts = m->keeps ? m->old->n_contracts : m->n_results;
}

bool prove_clients_judge(struct prove_clients *c, PGconn *db, const struct prove_clients_of *m,
                         const struct model *after, struct proof *out, struct fail *f)
{
    const struct project *p = c->project;
    struct verdict_client *verdicts = arena_array(c->arena, p->n_clients, sizeof *verdicts);

    for (size_t i = 0; i < p->n_clients; i++) {
        struct verdict_scope scope;
        if (!verdict_scope(c->arena, db, &p->clients[i], &scope, f))
            return false;
        verdicts[i] = verdict_judge(c->arena, m->before, after, &scope);
        verdict_place(c->arena, &verdicts[i], m->draft);
        for (size_t k = 0; k < m->n_results; k++)
            if (text_equal(m->results[k].client, verdicts[i].client))
                verdicts[i] =
                    verdict_with(c->arena, verdicts[i], m->results[k].reasons, m->results[k].n_reasons);
        if (m->old)
            verdicts[i] = with_old(c, verdicts[i], m->old, m->keeps);
    }
    keep_contracts(c, m, out);
    const struct proof *seen = m->keeps ? m->old : &m->seen;
    out->effects = seen->effects;
    out->n_effects = seen->n_effects;
    out->watched = seen->watched;
    out->verdicts = verdicts;
    out->n_verdicts = p->n_clients;
    out->judged = true;
    return true;
}

bool prove_clients_fresh(struct arena *a, const struct project *p, const struct proof *proof,
                         const struct draft *d, struct fail *f)
{
    for (size_t i = 0; i < p->n_clients; i++) {
        const char *now, *then = NULL;
        if (!contract_digest(a, &p->clients[i], &now, f))
            return false;
        for (size_t k = 0; k < proof->n_contracts; k++)
            if (text_equal(proof->contracts[k].client, p->clients[i].name))
                then = proof->contracts[k].sha256;
        if (text_equal(then, now))
            continue;
        fail_named(f, FAIL_BLOCKED, "contract.stale",
                   "the contract of %s is not the one that %s was proven with", p->clients[i].name,
                   d->migration->folder);
        return fail_hint(f, "Run \"pgbale prove\".");
    }
    return true;
}

const char *prove_clients_text(const struct prove_clients *c, const struct prove_clients_of *m)
{
    struct text t = text_new(c->arena);

    for (size_t i = 0; i < m->n_results; i++) {
        const struct contract_result *r = &m->results[i];
        text_addf(&t, "  contract %s: %zu statement%s, %zu worked before, %zu of them answer the same\n",
                  r->path, r->requests, r->requests == 1 ? "" : "s", r->worked, r->same);
        for (size_t k = 0; k < r->n_notes; k++)
            text_addf(&t, "    %s\n", r->notes[k]);
    }
    return t.at;
}
