/*
 * statements: approvals, receipts and breakglasses that are given with a bale, and what they are worth there.
 */
#ifndef PGBALE_STATEMENTS_H
#define PGBALE_STATEMENTS_H

#include "audit.h"
#include "promotion.h"

/* Names the statements' files to the sandbox. Each option's values are paths. */
bool statements_allow(const struct cli *c, struct audit *s, const size_t options[3],
                      struct fail *f) must_check;

/*
 * Authenticates them and reports each. One that is about another bale is refused (FAIL_BALE, statement.bale):
 * nobody gives it on purpose. `options` are those of approvals, receipts and breakglasses, in this order.
 */
bool statements_read(const struct cli *c, const struct audit *s, const size_t options[3],
                     struct audited *audited, struct evidence *e, struct fail *f) must_check;

#endif
