/*
 * visible: see visible.h.
 *
 * A literal is written anew from its value: in dollars the value is the text itself, in quotes a doubled
 * quote stands for one, and in E'...' the escapes are there already. Line feeds stay, so a body keeps its
 * lines.
 */
#include "visible.h"

#include "sql_lex.h"

static bool must_escape(uint32_t code)
{
    return code != '\n' && code != '\t' && code_hidden(code);
}

static bool has_hidden(struct bytes text)
{
    uint32_t code;

    for (size_t at = 0; at < text.size;) {
        /* Nearly everything is printable ASCII. */
        if (text.at[at] >= 0x20 && text.at[at] < 0x7F) {
            at++;
            continue;
        }
        size_t step = utf8_next((const char *)text.at + at, text.size - at, &code);
        if (!step)
            return false;
        if (must_escape(code))
            return true;
        at += step;
    }
    return false;
}

/* How the parts of a literal or a name are written. */
struct spelling {
    bool doubled; /* the quote is doubled in the source already */
    bool escaped; /* backslashes are escapes in the source already */
    char quote;   /* ' of E'...' or " of U&"..." */
};

static void add_escape(struct text *t, const struct spelling *s, uint32_t code)
{
    if (s->quote == '"')
        text_addf(t, code > 0xFFFF ? "\\+%06X" : "\\%04X", code);
    else if (code == '\r')
        text_add(t, "\\r");
    else
        text_addf(t, code > 0xFFFF ? "\\U%08X" : "\\u%04X", code);
}

static void add_value(struct text *t, struct bytes from, const struct spelling *s)
{
    for (size_t at = 0; at < from.size;) {
        uint32_t code = from.at[at];
        size_t step = utf8_next((const char *)from.at + at, from.size - at, &code);
        if (!step)
            step = 1;
        else if (must_escape(code)) {
            add_escape(t, s, code);
            at += step;
            continue;
        }
        if ((code == '\\' && !s->escaped) || (code == (uint32_t)s->quote && !s->doubled))
            text_add_bytes(t, from.at + at, 1);
        text_add_bytes(t, from.at + at, step);
        at += step;
    }
}

static struct bytes inner(struct bytes token, size_t before, size_t after)
{
    return (struct bytes){ token.at + before, token.size - before - after };
}

static void add_string(struct text *t, struct bytes token)
{
    struct spelling s = { .quote = '\'' };

    text_add(t, "E'");
    if (*token.at == '$') {
        const uint8_t *end = memchr(token.at + 1, '$', token.size - 1);
        size_t tag = (size_t)(end - token.at) + 1;
        add_value(t, inner(token, tag, tag), &s);
    } else {
        s.doubled = true;
        s.escaped = *token.at != '\'';
        add_value(t, inner(token, s.escaped ? 2 : 1, 1), &s);
    }
    text_add(t, "'");
}

static void add_name(struct text *t, struct bytes token)
{
    struct spelling s = { .quote = '"', .doubled = true };

    text_add(t, "U&\"");
    add_value(t, inner(token, 1, 1), &s);
    text_add(t, "\"");
}

/* N'...', U&'...' and the like, which the server never writes: the prefix would change its meaning. */
static bool has_prefix(struct bytes text, size_t at)
{
    if (at == 0)
        return false;
    uint8_t c = text.at[at - 1] | 0x20;

    return (c >= 'a' && c <= 'z') || text.at[at - 1] == '&' || text.at[at - 1] >= 0x80;
}

const char *sql_visible(struct arena *a, const char *sql)
{
    struct bytes text = bytes_of(sql);

    if (!has_hidden(text))
        return sql;
    struct lex lex = { text, 0 };
    struct text t = text_new(a);
    size_t done = 0;
    for (;;) {
        struct lex_token token = lex_next(&lex);
        if (token.kind == LEX_END || token.kind == LEX_UNFINISHED)
            break;
        struct bytes part = { text.at + token.start, token.size };
        bool quoted = token.kind == LEX_QUOTED || token.kind == LEX_STRING;
        if (!quoted || has_prefix(text, token.start) || !has_hidden(part))
            continue;
        text_add_bytes(&t, text.at + done, token.start - done);
        if (token.kind == LEX_QUOTED)
            add_name(&t, part);
        else
            add_string(&t, part);
        done = token.start + token.size;
    }
    text_add_bytes(&t, text.at + done, text.size - done);
    return t.at;
}
