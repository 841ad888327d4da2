/*
 * verdict: does a change of the schema break a client?
 *
 * Each difference between two models is judged for those who read, write and call, then narrowed to what the
 * client's roles could reach before. The rules are a table (verdict_rules.h); a difference that no rule knows
 * is unknown, and unknown is never the same as compatible.
 */
#ifndef PGBALE_VERDICT_H
#define PGBALE_VERDICT_H

#include "draft.h"
#include "model.h"
#include "pg.h"

enum verdict { VERDICT_COMPATIBLE, VERDICT_UNKNOWN, VERDICT_BREAKING };
enum audience { AUDIENCE_READERS, AUDIENCE_WRITERS, AUDIENCE_CALLERS, AUDIENCES };

extern const char *const verdict_words[];  /* "compatible", "unknown", "breaking" */
extern const char *const audience_words[]; /* "readers", "writers", "callers" */

struct verdict_reason {
    const char *rule;   /* stable: "column-dropped" */
    const char *object; /* its identity in the model */
    const char *why;    /* one sentence */
    const char *place;  /* "020-data.sql:6" of the statement, as far as it is known, else NULL */
    const char *waived; /* the reason of an allow directive before that statement, else NULL */
    enum verdict judged[AUDIENCES];
};

struct verdict_client {
    const char *client;
    const struct verdict_reason *reasons; /* worst first, then by object and rule */
    size_t n_reasons;
};

/* The worst over a reason, and over all reasons of a client. */
enum verdict verdict_worst(const struct verdict_reason *r);
enum verdict verdict_of(const struct verdict_client *c, enum audience audience);

/* What one role of a client has the rights of. */
struct verdict_role {
    const char *name;
    const char *const *grantees; /* quoted, PUBLIC included */
    size_t n;
    bool all; /* superuser, or not known to the server: may do everything */
};

struct verdict_scope {
    const char *client;
    const char *const *schemas; /* quoted */
    size_t n_schemas;
    const struct verdict_role *roles; /* at least one */
    size_t n_roles;
};

/* Asks the scratch server what the client's roles inherit. Fails with FAIL_SERVER or FAIL_FAILED. */
bool verdict_scope(struct arena *a, PGconn *db, const struct project_client *client,
                   struct verdict_scope *out, struct fail *f) must_check;

/* Judges the way from one model to the other for one client. Never fails. */
struct verdict_client verdict_judge(struct arena *a, const struct model *before, const struct model *after,
                                    const struct verdict_scope *scope);

/* The same client with more reasons, in their order. */
struct verdict_client verdict_with(struct arena *a, struct verdict_client c,
                                   const struct verdict_reason *more, size_t n);

/* Is the reason the result of an execution (contract-..., client-test) and not of a rule? */
bool verdict_executed(const struct verdict_reason *r);

/* Fills `place` in the reasons, the first statement of the steps that names the object, and `waived`. */
void verdict_place(struct arena *a, struct verdict_client *c, const struct draft *d);

/*
 * The gate. Fails with FAIL_BLOCKED (breaks.weaker), all reasons in the detail, when the migration declares
 * that the client is not broken and a reason that no waiver covers says otherwise.
 */
bool verdict_allows(struct arena *a, const struct verdict_client *c, const struct migration *m,
                    bool declared_breaks, struct fail *f) must_check;

/*
 * Why a finding does not count, or NULL: "RULE = why" or, for one object only, "RULE = on OBJECT: why" below
 * [waivers] in migration.ini. `which` (NULL: not asked) is the waiver that says so.
 */
const char *verdict_waived(const struct migration *m, const char *rule, const char *object,
                           const struct migration_waiver **which);

/* For people: one line per reason, indented. */
const char *verdict_text(struct arena *a, const struct verdict_client *c, const struct migration *m);

#endif
