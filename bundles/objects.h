/*
 * objects: what a statement speaks about and which lock it takes, as far as its words tell.
 *
 * A reader's help, made from the SQL itself and not from what the compiler says about it. The server decides.
 */
#ifndef PGBALE_OBJECTS_H
#define PGBALE_OBJECTS_H

#include "bale.h"

/* "TABLE hub.account", "POLICY own ON hub.account", "rows of hub.account"; the tag when the words do not
 * tell. */
const char *object_of(struct arena *a, struct bytes sql, const struct bale_statement *s);

/* "ACCESS EXCLUSIVE", "SHARE UPDATE EXCLUSIVE"...; NULL: on nothing that is there already, or unknown. */
const char *lock_of(struct bytes sql, const struct bale_statement *s);

/* What a capability means to a reviewer, "loses data"; NULL: nothing to mention. */
const char *hazard_of(const char *capability);

/* The same of all that the words of a statement say it does, "loses data; opens a table"; may be empty. */
const char *hazards_of(struct arena *a, struct bytes sql, const struct bale_statement *s);

/* All three in a line: "ALTER TABLE: TABLE hub.account, lock ACCESS EXCLUSIVE; loses data". */
const char *statement_summary(struct arena *a, struct bytes sql, const struct bale_statement *s);

#endif
