/*
 * directive: see directive.h.
 */
#include "directive.h"

#include "source.h"

#include <ctype.h>
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <strings.h>

static const char *const names[DIRECTIVES] = {
    [DIRECTIVE_RENAMED_FROM] = "renamed-from",
    [DIRECTIVE_STANDALONE] = "standalone",
    [DIRECTIVE_EXPECT_ROWS] = "expect-rows",
    [DIRECTIVE_ALLOW] = "allow",
    [DIRECTIVE_OPAQUE] = "opaque",
    [DIRECTIVE_USING] = "using",
    [DIRECTIVE_STUB] = "stub",
    [DIRECTIVE_CASE] = "case",
    [DIRECTIVE_AS] = "as",
    [DIRECTIVE_EXPECT] = "expect",
};

static const char *const forms[DIRECTIVES] = {
    [DIRECTIVE_RENAMED_FROM] = "renamed-from OLD_NAME or 'OLD LABEL'",
    [DIRECTIVE_STANDALONE] = "standalone",
    [DIRECTIVE_EXPECT_ROWS] = "expect-rows N, N..M or N..",
    [DIRECTIVE_ALLOW] = "allow RULE \"reason\"",
    [DIRECTIVE_OPAQUE] = "opaque or opaque \"COMMAND TAG\"",
    [DIRECTIVE_USING] = "using EXPRESSION",
    [DIRECTIVE_STUB] = "stub",
    [DIRECTIVE_CASE] = "case NAME",
    [DIRECTIVE_AS] = "as ROLE or as ROLE {\"sub\": ...}",
    [DIRECTIVE_EXPECT] = "expect rows N, expect refused, expect refused SQLSTATE or expect row A | B",
};

const char *directive_name(enum directive_kind kind)
{
    return names[kind];
}

static bool refuse(const char *path, const struct directive *d, const char *what, struct fail *f)
{
    return fail_named(f, FAIL_USAGE, "sql.directive", "%s:%u:%u: %s", path, d->line, d->column, what);
}

static bool malformed(struct arena *a, const char *path, const struct directive *d, const char *why,
                      struct fail *f)
{
    refuse(path, d, format(a, "malformed directive \"%s\": %s", names[d->kind], why), f);
    return fail_hint(f, "Write \"-- pgbale: %s\".", forms[d->kind]);
}

static void free_parse(PgQueryProtobufParseResult *r)
{
    pg_query_free_protobuf_parse_result(*r);
}

static void free_tree(PgQuery__ParseResult **r)
{
    if (*r)
        pg_query__parse_result__free_unpacked(*r, NULL);
}

/* Reads a name as PostgreSQL would: folded unless quoted, quotes removed. */
static bool read_name(struct arena *a, const char *written, struct directive *d)
{
    bool quoted = false;

    for (const char *c = written; *c; c++) {
        if (*c == '"')
            quoted = !quoted;
        else if (!quoted && (isspace((unsigned char)*c) || strchr(",;()'", *c)))
            return false;
    }
    owned(free_parse) PgQueryProtobufParseResult r =
        pg_query_parse_protobuf(format(a, "DROP TABLE %s", written));
    if (r.error)
        return false;
    owned(free_tree) PgQuery__ParseResult *tree =
        pg_query__parse_result__unpack(NULL, r.parse_tree.len, (const uint8_t *)r.parse_tree.data);
    if (!tree || tree->n_stmts != 1 || !tree->stmts[0]->stmt ||
        tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_DROP_STMT)
        return false;
    const PgQuery__DropStmt *s = tree->stmts[0]->stmt->drop_stmt;
    if (s->n_objects != 1 || s->objects[0]->node_case != PG_QUERY__NODE__NODE_LIST)
        return false;
    const PgQuery__List *l = s->objects[0]->list;
    const char **parts = arena_array(a, l->n_items, sizeof *parts);
    for (size_t i = 0; i < l->n_items; i++) {
        if (l->items[i]->node_case != PG_QUERY__NODE__NODE_STRING)
            return false;
        parts[i] = arena_text(a, l->items[i]->string->sval);
    }
    d->old = parts;
    d->n_old = l->n_items;
    d->text = written;
    return true;
}

/* 'label', with quotes inside doubled. */
static bool read_label(const char *written, struct directive *d)
{
    size_t size = strlen(written);

    if (size < 3 || written[0] != '\'' || written[size - 1] != '\'')
        return false;
    for (size_t i = 1; i + 1 < size; i++)
        if (written[i] == '\'' && (written[++i] != '\'' || i + 1 == size))
            return false;
    d->literal = true;
    d->text = written;
    return true;
}

static bool read_rows(struct arena *a, const char *written, struct directive *d)
{
    const char *dots = strstr(written, "..");
    const char *least = dots ? arena_copy(a, written, (size_t)(dots - written)) : written;

    if (!number_read(least, UINT64_MAX - 1, &d->least))
        return false;
    d->most = dots ? UINT64_MAX : d->least;
    if (dots && dots[2] && !number_read(dots + 2, UINT64_MAX - 1, &d->most))
        return false;
    return d->least <= d->most;
}

/* The text between the double quotes that `s` consists of; NULL when it is anything else or empty. */
static const char *quoted_text(struct arena *a, const char *s)
{
    size_t size = strlen(s);

    if (size < 3 || s[0] != '"' || s[size - 1] != '"')
        return NULL;
    char *inner = arena_copy(a, s + 1, size - 2);
    return strchr(inner, '"') || !inner[strspn(inner, " \t")] ? NULL : inner;
}

static bool read_allow(struct arena *a, const char *written, struct directive *d)
{
    size_t size = strspn(written, "abcdefghijklmnopqrstuvwxyz0123456789-.");

    if (size == 0 || !isspace((unsigned char)written[size]))
        return false;
    d->text = arena_copy(a, written, size);
    d->reason = quoted_text(a, written + size + strspn(written + size, " \t"));
    return d->reason != NULL;
}

static bool read_tag(struct arena *a, const char *written, struct directive *d)
{
    if (!*written)
        return true;
    d->text = quoted_text(a, written);
    return d->text && strspn(d->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ") == strlen(d->text);
}

/* "ROLE" or "ROLE {JSON}"; whether it is JSON is for whoever uses it. */
static bool read_as(struct arena *a, const char *written, struct directive *d)
{
    size_t size = strcspn(written, " \t");
    const char *rest = written + size + strspn(written + size, " \t");

    d->text = arena_copy(a, written, size);
    d->claims = *rest ? rest : NULL;
    return size && (!*rest || *rest == '{');
}

static bool read_sqlstate(const char *written, struct directive *d)
{
    d->text = *written ? written : NULL;
    return !*written || (strlen(written) == 5 &&
                         strspn(written, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(written));
}

static bool read_expect(struct arena *a, const char *written, struct directive *d)
{
    size_t size = strcspn(written, " \t");
    const char *word = arena_copy(a, written, size), *rest = written + size + strspn(written + size, " \t");

    if (strcmp(word, "rows") == 0) {
        d->answer = ANSWER_ROWS;
        return read_rows(a, rest, d);
    }
    d->answer = strcmp(word, "row") == 0 ? ANSWER_ROW : ANSWER_REFUSED;
    if (d->answer == ANSWER_ROW)
        d->text = rest;
    return d->answer == ANSWER_ROW ? *rest != '\0' : strcmp(word, "refused") == 0 && read_sqlstate(rest, d);
}

static bool read_arguments(struct arena *a, const char *path, const char *written, struct directive *d,
                           struct fail *f)
{
    switch (d->kind) {
    case DIRECTIVE_RENAMED_FROM:
        return read_label(written, d) || read_name(a, written, d) ||
               malformed(a, path, d, "one name is needed, quoted where SQL would need quotes", f);
    case DIRECTIVE_EXPECT_ROWS:
        return read_rows(a, written, d) || malformed(a, path, d, "a number or a range is needed", f);
    case DIRECTIVE_ALLOW:
        return read_allow(a, written, d) ||
               malformed(a, path, d, "a rule and a reason in double quotes are needed", f);
    case DIRECTIVE_OPAQUE:
        return read_tag(a, written, d) ||
               malformed(a, path, d, "only a command tag in double quotes may follow", f);
    case DIRECTIVE_USING:
        d->text = written;
        return *written || malformed(a, path, d, "an expression is needed", f);
    case DIRECTIVE_STANDALONE:
    case DIRECTIVE_STUB:
        return !*written || malformed(a, path, d, "nothing may follow", f);
    case DIRECTIVE_CASE:
        d->text = written;
        return *written || malformed(a, path, d, "a name is needed", f);
    case DIRECTIVE_AS:
        return read_as(a, written, d) ||
               malformed(a, path, d, "a role is needed, and claims as a JSON object when there are any", f);
    case DIRECTIVE_EXPECT:
        return read_expect(a, written, d) || malformed(a, path, d, "it is no answer", f);
    case DIRECTIVES:
        break;
    }
    return false;
}

/* True when the comment means to be a directive: "pgbale", in any case, and a colon. */
static bool means_directive(const char *comment, size_t size)
{
    size_t at = 2;

    while (at < size && strchr(" \t*-", comment[at]))
        at++;
    if (size - at < 6 || strncasecmp(comment + at, "pgbale", 6) != 0)
        return false;
    at += 6;
    while (at < size && (comment[at] == ' ' || comment[at] == '\t'))
        at++;
    return at < size && comment[at] == ':';
}

static bool alone_on_line(struct bytes text, size_t at)
{
    while (at > 0 && (text.at[at - 1] == ' ' || text.at[at - 1] == '\t'))
        at--;
    return at == 0 || text.at[at - 1] == '\n';
}

static bool unknown(struct arena *a, const char *path, const struct directive *d, const char *word,
                    struct fail *f)
{
    struct text known = text_new(a);

    for (size_t i = 0; i < DIRECTIVES; i++) {
        text_separate(&known, 0, ", ");
        text_add(&known, names[i]);
    }
    refuse(path, d, format(a, "unknown directive \"%s\"", word), f);
    return fail_hint(f, "Known directives: %s.", known.at);
}

static bool read_one(struct arena *a, const char *path, struct bytes text, const struct token *t,
                     struct directive *d, struct fail *f)
{
    static const char prefix[] = "-- pgbale: ";
    const char *comment = (const char *)text.at + t->start;
    size_t size = t->end - t->start;

    while (size && isspace((unsigned char)comment[size - 1]))
        size--;
    if (size < sizeof prefix || strncmp(comment, prefix, sizeof prefix - 1) != 0) {
        refuse(path, d, "a directive must be written \"-- pgbale: NAME\"", f);
        return fail_hint(f, "Write it exactly so, in lower case, in a comment that starts with \"--\".");
    }
    if (!alone_on_line(text, t->start)) {
        refuse(path, d, "a directive must stand on a line of its own", f);
        return fail_hint(f, "Move it to the line before what it is about.");
    }
    const char *written = arena_copy(a, comment + sizeof prefix - 1, size - (sizeof prefix - 1));
    written += strspn(written, " \t");
    size_t length = strcspn(written, " \t");
    const char *word = arena_copy(a, written, length);
    written += length;
    written += strspn(written, " \t");
    for (size_t i = 0; i < DIRECTIVES; i++) {
        if (strcmp(word, names[i]) == 0) {
            d->kind = (enum directive_kind)i;
            return read_arguments(a, path, written, d, f);
        }
    }
    return unknown(a, path, d, word, f);
}

bool directives_read(struct arena *a, const char *path, struct bytes text, const struct token *tokens,
                     size_t n_tokens, const struct directive **out, size_t *n, struct fail *f)
{
    struct directive *list = NULL;
    size_t count = 0, room = 0, from = 0;
    unsigned line = 1;

    for (size_t i = 0; i < n_tokens; i++) {
        const struct token *t = &tokens[i];
        if ((t->kind != TOKEN_LINE_COMMENT && t->kind != TOKEN_BLOCK_COMMENT) ||
            !means_directive((const char *)text.at + t->start, t->end - t->start))
            continue;
        struct directive d = { .offset = t->start, .statement = NO_STATEMENT };
        unsigned lines;
        /* Lines are counted from the last directive on, so that many of them stay cheap. */
        source_place((struct bytes){ text.at + from, text.size - from }, t->start - from, &lines, &d.column);
        d.line = line + lines - 1;
        for (from = t->start; from > 0 && text.at[from - 1] != '\n';)
            from--;
        line = d.line;
        if (!read_one(a, path, text, t, &d, f))
            return false;
        if (count == room)
            list = arena_grow(a, list, count, &room, sizeof *list);
        list[count++] = d;
    }
    *out = list;
    *n = count;
    return true;
}
