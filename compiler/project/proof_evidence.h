/*
 * proof_evidence: the parts of proof.json that tell what was seen when things were carried out: contracts,
 * tests of clients, locks.
 */
#ifndef PGBALE_PROOF_EVIDENCE_H
#define PGBALE_PROOF_EVIDENCE_H

#include "json.h"
#include "proof.h"

/* Takes the fields that are there. */
bool proof_read_evidence(struct arena *a, struct json_value *root, struct proof *p,
                         struct fail *f) must_check;

/* Adds what there is. */
void proof_put_evidence(json_t *root, const struct proof *p);

#endif
