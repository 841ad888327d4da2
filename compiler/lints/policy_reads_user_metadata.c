/*
 * policy_reads_user_metadata: a policy that trusts what users write about themselves: user_metadata of a
 * token, and raw_user_meta_data, which it is copied from. Functions that the policy calls are looked into as
 * well.
 */
#include "lint.h"

#include "lint_tree.h"
#include "tokens.h"

/* Both words hold it: texts without it need not be taken apart. */
static const char common[] = "user_meta";

static bool is_editable(const char *word, size_t size)
{
    static const char *const words[] = { "user_metadata", "raw_user_meta_data" };

    for (size_t i = 0; i < countof(words); i++)
        if (strlen(words[i]) == size && strncmp(words[i], word, size) == 0)
            return true;
    return false;
}

/* Keys of JSON: 'user_metadata', or the first of '{user_metadata,role}'. */
static bool is_key(const char *text)
{
    text += *text == '{';
    return is_editable(text, strcspn(text, ",}"));
}

static void see(void *to, const ProtobufCMessage *node, const struct lint_place *place)
{
    bool *found = to;

    (void)place;
    if (node->descriptor == &pg_query__column_ref__descriptor) {
        const PgQuery__ColumnRef *c = (const PgQuery__ColumnRef *)(const void *)node;
        const char *name = lint_last_name(c->fields, c->n_fields);
        *found = *found || (name && is_editable(name, strlen(name)));
    }
    if (node->descriptor == &pg_query__a__const__descriptor) {
        const PgQuery__AConst *c = (const PgQuery__AConst *)(const void *)node;
        *found = *found || (c->val_case == PG_QUERY__A__CONST__VAL_SVAL && is_key(c->sval->sval));
    }
}

/* A string body may be in any language: its words are looked at as PostgreSQL's scanner sees them. */
static bool body_reads(struct arena *a, const char *body)
{
    const struct token *tokens;
    struct fail left;
    size_t n;

    if (!body || !strstr(body, common) || !tokens_read(a, "body", bytes_of(body), &tokens, &n, &left))
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *at = body + tokens[i].start;
        size_t size = tokens[i].end - tokens[i].start;
        if (tokens[i].kind == TOKEN_IDENTIFIER && is_editable(at, size))
            return true;
        if (tokens[i].kind == TOKEN_STRING && size > 2 && is_key(arena_copy(a, at + 1, size - 2)))
            return true;
    }
    return false;
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_policies; i++) {
        const struct access_policy *p = &l->state->policies[i];
        bool found = false;
        if (!p->relation->schema->managed)
            continue;
        if (p->using && strstr(p->using, common))
            lint_walk(p->using, see, &found);
        if (p->check && strstr(p->check, common))
            lint_walk(p->check, see, &found);
        if (found) {
            lint_policy(l, rule, p, NULL);
            continue;
        }
        for (const struct access_function *const *f = lint_functions(l, p->uses); *f; f++)
            if (body_reads(l->arena, (*f)->body)) {
                lint_policy(l, rule, p, format(l->arena, "in function %s", (*f)->name));
                break;
            }
    }
}

const struct lint_rule lint_policy_reads_user_metadata = {
    .code = "policy-reads-user-metadata",
    .level = FINDING_ERROR,
    .message = "it believes what users can write about themselves",
    .hint = "Use app_metadata, or a table that only the service writes.",
    .look = look,
};
