/*
 * tokens: see tokens.h.
 */
#include "tokens.h"

#include "source.h"
#include "syntax.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

static void free_scan(PgQueryScanResult *r)
{
    pg_query_free_scan_result(*r);
}

static void free_tokens(PgQuery__ScanResult **r)
{
    if (*r)
        pg_query__scan_result__free_unpacked(*r, NULL);
}

static enum token_kind kind_of(const PgQuery__ScanToken *t)
{
    if (t->keyword_kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD)
        return TOKEN_KEYWORD;
    if (t->token == PG_QUERY__TOKEN__SQL_COMMENT)
        return TOKEN_LINE_COMMENT;
    if (t->token == PG_QUERY__TOKEN__C_COMMENT)
        return TOKEN_BLOCK_COMMENT;
    if (t->token == PG_QUERY__TOKEN__IDENT || t->token == PG_QUERY__TOKEN__UIDENT)
        return TOKEN_IDENTIFIER;
    if (t->token == PG_QUERY__TOKEN__SCONST || t->token == PG_QUERY__TOKEN__USCONST ||
        t->token == PG_QUERY__TOKEN__BCONST || t->token == PG_QUERY__TOKEN__XCONST)
        return TOKEN_STRING;
    return (int)t->token == ';' ? TOKEN_SEMICOLON : TOKEN_OTHER;
}

bool tokens_read(struct arena *a, const char *path, struct bytes text, const struct token **out, size_t *n,
                 struct fail *f)
{
    owned(free_scan) PgQueryScanResult scan = pg_query_scan((const char *)text.at);

    if (scan.error)
        return syntax_refuse(path, text, 0, scan.error->cursorpos, scan.error->message, f);
    owned(free_tokens) PgQuery__ScanResult *result =
        pg_query__scan_result__unpack(NULL, scan.pbuf.len, (const uint8_t *)scan.pbuf.data);
    if (!result)
        return fail(f, FAIL_FAILED, "%s: the scanner's answer cannot be read", path);
    struct token *tokens = arena_array(a, result->n_tokens, sizeof *tokens);
    for (size_t i = 0; i < result->n_tokens; i++) {
        const PgQuery__ScanToken *t = result->tokens[i];
        tokens[i] = (struct token){ (size_t)t->start, (size_t)t->end, kind_of(t) };
    }
    *out = tokens;
    *n = result->n_tokens;
    return true;
}
