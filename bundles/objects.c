/*
 * objects: see objects.h. Locks are in locks.c.
 */
#include "objects.h"

#include "sql_lex.h"

/* Words that may stand between a tag's words and the name, or among them. */
static bool is_filler(const struct lex *l, const struct lex_token *t)
{
    static const char *const words[] = { "if",       "not",        "exists", "only",      "concurrently",
                                         "or",       "replace",    "unique", "temp",      "temporary",
                                         "unlogged", "global",     "local",  "recursive", "constraint",
                                         "trusted",  "procedural", "user" };

    for (size_t i = 0; i < countof(words); i++)
        if (lex_is(l, t, words[i]))
            return true;
    return false;
}

/* Is the token one of the tag's words? */
static bool in_tag(const struct lex *l, const struct lex_token *t, const char *tag)
{
    for (const char *word = tag; *word;) {
        size_t size = strcspn(word, " ");
        char lower[64];
        if (size < sizeof lower) {
            for (size_t i = 0; i < size; i++)
                lower[i] = (char)(word[i] | 0x20);
            lower[size] = '\0';
            if (lex_is(l, t, lower))
                return true;
        }
        word += size + (word[size] == ' ');
    }
    return false;
}

static bool is_name(const struct lex_token *t)
{
    return t->kind == LEX_WORD || t->kind == LEX_QUOTED;
}

/* Reads a name with its dots, beginning at *t; *t becomes the token after it. */
static const char *read_name(struct arena *a, struct lex *l, struct lex_token *t)
{
    struct text name = text_new(a);

    while (is_name(t)) {
        text_add_bytes(&name, l->text.at + t->start, t->size);
        *t = lex_next(l);
        if (t->kind != LEX_DOT)
            break;
        text_add(&name, ".");
        *t = lex_next(l);
    }
    return name.at;
}

/* The name after the word ON, for what hangs on a table. */
static const char *name_after_on(struct arena *a, struct lex *l, struct lex_token *t)
{
    for (size_t i = 0; i < 16 && t->kind != LEX_END; i++) {
        bool on = lex_is(l, t, "on");
        *t = lex_next(l);
        if (!on)
            continue;
        while (is_filler(l, t))
            *t = lex_next(l);
        return read_name(a, l, t);
    }
    return "";
}

static const char *rows(struct arena *a, struct lex *l)
{
    struct lex_token t = lex_next(l);

    while (lex_is(l, &t, "insert") || lex_is(l, &t, "into") || lex_is(l, &t, "update") ||
           lex_is(l, &t, "delete") || lex_is(l, &t, "from") || lex_is(l, &t, "merge") ||
           lex_is(l, &t, "truncate") || lex_is(l, &t, "table") || lex_is(l, &t, "only"))
        t = lex_next(l);
    const char *name = read_name(a, l, &t);
    return *name ? format(a, "rows of %s", name) : "rows";
}

/* GRANT ... ON [kind] name, COMMENT ON kind name: the words after ON, up to TO, FROM, IS. */
static const char *about(struct arena *a, struct lex *l, const char *tag)
{
    struct text t = text_new(a);
    struct lex_token token = lex_next(l);

    while (token.kind != LEX_END && !lex_is(l, &token, "on"))
        token = lex_next(l);
    for (token = lex_next(l); token.kind != LEX_END && t.size < 200; token = lex_next(l)) {
        if (lex_is(l, &token, "to") || lex_is(l, &token, "from") || lex_is(l, &token, "is"))
            break;
        bool apart = t.size && t.at[t.size - 1] != '.' && t.at[t.size - 1] != '(' && token.kind != LEX_DOT &&
                     token.kind != LEX_OPEN && token.kind != LEX_CLOSE && token.kind != LEX_COMMA;
        text_add(&t, apart ? " " : "");
        text_add_bytes(&t, l->text.at + token.start, token.size);
    }
    return t.size ? t.at : tag;
}

static bool one_of(const char *tag, const char *const *tags, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(tags[i], tag) == 0)
            return true;
    return false;
}

const char *object_of(struct arena *a, struct bytes sql, const struct bale_statement *s)
{
    static const char *const data[] = { "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE TABLE" };
    static const char *const given[] = { "GRANT", "REVOKE", "COMMENT", "SECURITY LABEL" };
    static const char *const hanging[] = { "POLICY", "TRIGGER", "RULE", "INDEX" };
    struct lex l = { .text = { sql.at + s->start, (size_t)s->size } };
    const char *kind = strchr(s->tag, ' ');

    if (one_of(s->tag, data, countof(data)))
        return rows(a, &l);
    if (one_of(s->tag, given, countof(given)))
        return about(a, &l, s->tag);
    if (!kind)
        return s->tag;
    struct lex_token t = lex_next(&l);
    while (is_name(&t) && (in_tag(&l, &t, s->tag) || is_filler(&l, &t)))
        t = lex_next(&l);
    const char *name = read_name(a, &l, &t);
    if (!*name)
        return s->tag;
    if (!one_of(kind + 1, hanging, countof(hanging)))
        return format(a, "%s %s", kind + 1, name);
    const char *on = name_after_on(a, &l, &t);
    return format(a, "%s %s%s%s", kind + 1, name, *on ? " ON " : "", on);
}
