/*
 * source: see source.h.
 *
 * The file's bytes are never changed: the parser works on a copy, in which statements are ended with NUL one
 * after the other and the \restrict lines of pg_dump are blanked.
 */
#include "source.h"

#include "attach.h"
#include "content.h"
#include "noise.h"
#include "reset.h"
#include "split.h"
#include "statement.h"
#include "statement_rules.h"
#include "syntax.h"

#include <ctype.h>
#include <pg_query.h>

/* What is known of a text while it is read. */
struct reading {
    struct arena *arena;
    const char *path;
    enum source_rules rules;
    struct bytes text;          /* as it is */
    char *work;                 /* as the parser sees it */
    const struct token *tokens; /* none when nothing needs them */
    size_t n_tokens;
    struct directive *directives;
    size_t n_directives;
    const struct piece *pieces;
    size_t n_pieces;
    bool standalone, unchecked;
    const struct source_path *search_path; /* as said last */
    struct resets resets;
};

/* Blanks the lines "\restrict TOKEN" and "\unrestrict TOKEN" that pg_dump writes for psql. */
static void blank_restrict(struct reading *r)
{
    static const char *const words[] = { "\\restrict ", "\\unrestrict " };

    for (char *line = r->work; line && *line;) {
        char *end = strchr(line, '\n');
        for (size_t i = 0; i < countof(words); i++) {
            size_t size = strlen(words[i]);
            if (*line != '\\' || strncmp(line, words[i], size) != 0)
                continue;
            char *token = line + size;
            while (isalnum((unsigned char)*token))
                token++;
            if (token > line + size && (*token == '\n' || *token == '\0'))
                memset(line, ' ', (size_t)(token - line));
        }
        line = end ? end + 1 : NULL;
    }
}

static bool has_foreign_letters(struct bytes text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] >= 0x80)
            return true;
    return false;
}

/* Letters beyond ASCII in a name without quotes look like others or like spaces. */
static bool check_names(const struct reading *r, struct fail *f)
{
    for (size_t i = 0; i < r->n_tokens; i++) {
        const struct token *t = &r->tokens[i];
        const char *s = (const char *)r->text.at + t->start;
        if (t->kind != TOKEN_IDENTIFIER || *s == '"' || memchr(s, '"', t->end - t->start))
            continue;
        for (size_t at = t->start; at < t->end; at++) {
            if (r->text.at[at] < 0x80)
                continue;
            unsigned line, column;
            source_place(r->text, at, &line, &column);
            fail_named(f, FAIL_USAGE, "sql.content",
                       "%s:%u:%u: a letter beyond ASCII in a name without quotes", r->path, line, column);
            source_show(r->text, at, f);
            return fail_hint(f, "Put the name into double quotes.");
        }
    }
    return true;
}

static bool read_directives(struct reading *r, struct fail *f)
{
    struct bytes work = { (const uint8_t *)r->work, r->text.size };
    const struct directive *directives;
    bool names = has_foreign_letters(r->text) && r->rules != SOURCE_ANY;

    if (!names && !attach_needs_tokens(r->work))
        return true;
    if (!tokens_read(r->arena, r->path, work, &r->tokens, &r->n_tokens, f))
        return false;
    if (names && !check_names(r, f))
        return false;
    if (!directives_read(r->arena, r->path, work, r->tokens, r->n_tokens, &directives, &r->n_directives, f))
        return false;
    r->directives = arena_array(r->arena, r->n_directives, sizeof *r->directives);
    if (r->n_directives)
        memcpy(r->directives, directives, r->n_directives * sizeof *directives);
    return true;
}

static bool split(struct reading *r, struct fail *f)
{
    struct bytes work = { (const uint8_t *)r->work, r->text.size };

    if (split_parsed(r->arena, r->path, work, &r->pieces, &r->n_pieces, f))
        return true;
    for (size_t i = 0; i < r->n_directives; i++) {
        if (r->directives[i].kind == DIRECTIVE_OPAQUE) {
            split_tokens(r->arena, work, r->tokens, r->n_tokens, &r->pieces, &r->n_pieces);
            return true;
        }
    }
    return false;
}

static void free_parse(PgQueryProtobufParseResult *p)
{
    pg_query_free_protobuf_parse_result(*p);
}

static void free_tree(PgQuery__ParseResult **t)
{
    if (*t)
        pg_query__parse_result__free_unpacked(*t, NULL);
}

static bool describe_opaque(struct reading *r, struct source_statement *s)
{
    const struct directive *d = source_directive(s, DIRECTIVE_OPAQUE);

    if (d)
        statement_describe_opaque(r->arena, r->work + s->start, d->text, s);
    return d != NULL;
}

/* Skips what declares nothing, and takes note of what it says about the statements behind it. */
static bool is_noise(struct reading *r, PgQuery__ParseResult *tree)
{
    const PgQuery__Node *node = tree->stmts[0]->stmt;

    if (r->rules == SOURCE_PRELUDE)
        return noise_is_bracket(node);
    if (r->rules != SOURCE_SCHEMA)
        return false;
    r->unchecked = r->unchecked || noise_leaves_bodies(node);
    return noise_is(node) || noise_search_path(r->arena, tree, &r->search_path);
}

static bool has_schema(const char *kind)
{
    static const char *const without[] = { "schema",      "extension", "event trigger",
                                           "publication", "server",    "foreign data wrapper",
                                           "role" };

    for (size_t i = 0; i < countof(without); i++)
        if (text_equal(kind, without[i]))
            return false;
    return kind != NULL;
}

/* Parses and checks the statement at s->start; *noise says that it is to be skipped. */
static bool read_statement(struct reading *r, struct source_statement *s, bool *noise, struct fail *f)
{
    owned(free_parse) PgQueryProtobufParseResult p = pg_query_parse_protobuf(r->work + s->start);

    *noise = false;
    if (p.error)
        return describe_opaque(r, s) ||
               syntax_refuse(r->path, r->text, s->start, p.error->cursorpos, p.error->message, f);
    owned(free_tree) PgQuery__ParseResult *tree =
        pg_query__parse_result__unpack(NULL, p.parse_tree.len, (const uint8_t *)p.parse_tree.data);
    if (!tree || tree->n_stmts != 1 || !tree->stmts[0]->stmt)
        return fail(f, FAIL_FAILED, "%s:%u:%u: the parser's answer cannot be read", r->path, s->line,
                    s->column);
    const PgQuery__Node *node = tree->stmts[0]->stmt;
    *noise = is_noise(r, tree);
    if (*noise)
        return true;
    statement_describe(r->arena, node, s);
    s->search_path = r->search_path;
    if (s->search_path && !s->object.schema && !s->object.on && has_schema(s->object.kind))
        s->object.schema = s->search_path->home;
    *noise = r->rules == SOURCE_SCHEMA && resets_add(r->arena, &r->resets, node, s);
    return *noise || statement_allowed(r->path, r->rules, r->standalone, s, node, f);
}

/* Moves line and column from byte `from` to byte `to`, so that places cost one pass over the file. */
static void advance(struct bytes text, size_t from, size_t to, unsigned *line, unsigned *column)
{
    for (size_t i = from; i < to; i++) {
        if (text.at[i] == '\n')
            ++*line, *column = 1;
        else if ((text.at[i] & 0xC0) != 0x80)
            ++*column;
    }
}

static bool read_piece(struct reading *r, const struct piece *piece, struct source_statement *s, bool *noise,
                       struct fail *f)
{
    char ended = r->work[piece->end];

    r->work[piece->end] = '\0';
    bool good = read_statement(r, s, noise, f);
    r->work[piece->end] = ended;
    return good;
}

/* What else of the file may not stand there, so that nobody finds it out one by one. Returns false. */
static bool add_others(struct reading *r, size_t from, struct fail *f)
{
    enum { TOLD = 5 };
    size_t others = 0;

    for (size_t i = from; text_equal(f->name, "sql.refused") && i < r->n_pieces; i++) {
        const struct piece *piece = &r->pieces[i];
        struct source_statement s = { .start = piece->start, .size = piece->end - piece->start };
        struct fail other = { 0 };
        bool noise;
        if (read_piece(r, piece, &s, &noise, &other) || !text_equal(other.name, "sql.refused") ||
            others++ >= TOLD)
            continue;
        /* Again, for its place, which is too dear to be found for each statement. */
        source_place(r->text, piece->start, &s.line, &s.column);
        if (!read_piece(r, piece, &s, &noise, &other))
            fail_detail(f, "Also: %s.", other.message);
    }
    if (others > TOLD)
        fail_detail(f, "And %zu more statements of this file.", others - TOLD);
    return false;
}

static bool read_statements(struct reading *r, struct source_file *out, struct fail *f)
{
    struct source_statement *list = arena_array(r->arena, r->n_pieces, sizeof *list);
    unsigned line = 1, column = 1;
    size_t count = 0, at = 0, next = r->standalone ? 1 : 0;

    for (size_t i = 0; i < r->n_pieces; i++) {
        const struct piece *piece = &r->pieces[i];
        struct source_statement *s = &list[count];
        bool noise;
        advance(r->text, at, piece->start, &line, &column);
        at = piece->start;
        *s = (struct source_statement){
            .start = piece->start, .size = piece->end - piece->start, .line = line, .column = column
        };
        s->directives = r->directives + next;
        for (; next < r->n_directives && r->directives[next].offset < piece->end; next++) {
            r->directives[next].statement = count;
            r->directives[next].inside = r->directives[next].offset > piece->start;
            s->n_directives++;
        }
        if (!read_piece(r, piece, s, &noise, f))
            return add_others(r, i + 1, f);
        if (!attach_check(r->path, r->rules, noise ? NULL : s, s->directives, s->n_directives, f))
            return false;
        count += !noise;
    }
    const struct source_statement *drop = resets_unmet(&r->resets, list, count);
    if (drop)
        return statement_refuse_drop(r->path, drop, f);
    out->statements = list;
    out->n_statements = count;
    return attach_check(r->path, r->rules, NULL, r->directives + next, r->n_directives - next, f);
}

bool source_parse(struct arena *a, const char *path, struct bytes text, enum source_rules rules,
                  struct source_file *out, struct fail *f)
{
    struct source_file file = { .path = path };

    if (rules != SOURCE_STEP)
        text = content_unix(a, text);
    if (!content_check(path, text, rules != SOURCE_STEP, f) ||
        (rules == SOURCE_STEP && !content_check_end(path, text, f)))
        return false;
    /* A copy is NUL-terminated whatever the caller's bytes are followed by. */
    file.text = (struct bytes){ (const uint8_t *)arena_copy(a, text.at, text.size), text.size };
    struct reading r = { .arena = a, .path = path, .rules = rules, .text = file.text };
    r.work = arena_copy(a, text.at, text.size);
    if (rules == SOURCE_SCHEMA || rules == SOURCE_PRELUDE)
        blank_restrict(&r);
    if (!read_directives(&r, f) || !split(&r, f))
        return false;
    if (!attach_standalone(path, rules, r.directives, r.n_directives,
                           r.n_pieces ? r.pieces[0].start : SIZE_MAX, &r.standalone, f))
        return false;
    if (!read_statements(&r, &file, f))
        return false;
    file.standalone = r.standalone;
    file.unchecked = r.unchecked;
    file.directives = r.directives;
    file.n_directives = r.n_directives;
    *out = file;
    return true;
}

const struct directive *source_directive(const struct source_statement *s, enum directive_kind kind)
{
    for (size_t i = 0; i < s->n_directives; i++)
        if (s->directives[i].kind == kind && !s->directives[i].inside)
            return &s->directives[i];
    return NULL;
}

const struct directive *source_allow(const struct source_statement *s, const char *rule)
{
    for (size_t i = 0; i < s->n_directives; i++)
        if (s->directives[i].kind == DIRECTIVE_ALLOW && text_equal(s->directives[i].text, rule))
            return &s->directives[i];
    return NULL;
}
