/*
 * policy_target_missing: a policy that needs what a target may not have: a role that no prelude makes,
 * although the scratch server has it, or what a function names that the policy calls. PostgreSQL looks at
 * names in a body only when it runs, so the function is called, with NULL for each argument, in a transaction
 * that is rolled back.
 */
#include "lint.h"

#include "pg.h"

/* Roles of a private server come from the preludes; one that the user named may have others. */
static void check_roles(struct lint_looking *l, const struct lint_rule *rule, const struct access_policy *p)
{
    const struct lint_request *r = l->request;

    for (size_t i = 0; r->prelude_roles && i < p->n_roles; i++) {
        const struct access_role *role = &l->state->roles[p->roles[i]];
        bool known = p->roles[i] < ROLES_MADE_UP || role->system;
        for (size_t k = 0; k < r->n_prelude_roles && !known; k++)
            known = strcmp(r->prelude_roles[k], role->raw) == 0;
        if (!known)
            lint_policy(l, rule, p, format(l->arena, "no prelude makes the role %s", role->name));
    }
}

/* "public.f(uuid, text)" as a call: SELECT public.f(NULL::uuid, NULL::text). */
static const char *call_of(struct arena *a, const struct access_function *f)
{
    struct text t = text_new(a);
    const char *types = strrchr(f->name, '(') + 1;

    text_addf(&t, "SELECT %.*s", (int)(types - f->name), f->name);
    for (const char *sign = ""; *types != ')'; sign = ", ") {
        size_t size = strcspn(types, ",)");
        text_addf(&t, "%sNULL::%.*s", sign, (int)size, types);
        types += size;
        types += strspn(types, ", ");
    }
    text_add(&t, ")");
    return t.at;
}

/* Undefined table, column, function, object; a schema that is not there. */
static bool is_missing(const char *state)
{
    static const char *const states[] = { "42P01", "42703", "42883", "42704", "3F000" };

    for (size_t i = 0; state && i < countof(states); i++)
        if (strcmp(states[i], state) == 0)
            return true;
    return false;
}

/* What the server says is missing; NULL: nothing. */
static const char *missing(struct lint_looking *l, const struct access_function *f)
{
    PGconn *db = l->request->db;
    const char *why = NULL;

    bool within = PQtransactionStatus(db) == PQTRANS_INTRANS;
    PQclear(PQexec(db, within ? "SAVEPOINT pgbale_lint" : "BEGIN"));
    PQclear(PQexec(db, "SET LOCAL statement_timeout = 1000"));
    owned(pg_clear) PGresult *result = PQexec(db, call_of(l->arena, f));
    if (is_missing(PQresultErrorField(result, PG_DIAG_SQLSTATE)))
        why = arena_text(l->arena, PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    PQclear(PQexec(db, within ? "ROLLBACK TO pgbale_lint" : "ROLLBACK"));
    return why;
}

static bool is_tried(const struct access_function *f)
{
    return f->schema->managed && !f->trigger && !f->parsed && f->kind == 'f' &&
           (strcmp(f->language, "plpgsql") == 0 || strcmp(f->language, "sql") == 0);
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    const char **answers = arena_array(l->arena, l->state->n_functions, sizeof *answers);

    for (size_t i = 0; i < l->state->n_policies; i++) {
        const struct access_policy *p = &l->state->policies[i];
        if (!p->relation->schema->managed)
            continue;
        check_roles(l, rule, p);
        for (const struct access_function *const *f = lint_functions(l, p->uses); *f && l->request->db; f++) {
            const char **answer = &answers[(*f)->index];
            if (!*answer && is_tried(*f))
                *answer = missing(l, *f);
            if (!*answer)
                *answer = "";
            if (**answer)
                lint_policy(l, rule, p, format(l->arena, "function %s: %s", (*f)->name, *answer));
        }
    }
}

const struct lint_rule lint_policy_target_missing = {
    .code = "policy-target-missing",
    .level = FINDING_ERROR,
    .message = "it needs something that is not there",
    .hint = "Make the role in prelude/*.sql, if targets have it; correct the function.",
    .look = look,
};
