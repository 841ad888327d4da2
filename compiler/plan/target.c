/*
 * target: see target.h.
 */
#include "target.h"

#include "name.h"
#include "tokens.h"

#include <ctype.h>

static const char *upper(struct arena *a, const char *text)
{
    char *copy = arena_text(a, text);

    for (char *c = copy; *c; c++)
        *c = (char)toupper((unsigned char)*c);
    return copy;
}

static const char *token_name(struct arena *a, const struct source_file *file, const struct token *t)
{
    const char *at = (const char *)file->text.at + t->start;
    size_t size = t->end - t->start;
    const char *parts[2];

    if (*at == '"') {
        name_parts(a, arena_copy(a, at, size), parts);
        return parts[0];
    }
    char *copy = arena_copy(a, at, size);
    for (char *c = copy; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

/* The first token behind the directive; *at is `n` when there is none. */
static bool next_token(struct arena *a, const struct source_file *file, const struct directive *d,
                       const struct token **tokens, size_t *n, size_t *at, struct fail *f)
{
    if (!tokens_read(a, file->path, file->text, tokens, n, f))
        return false;
    for (*at = 0; *at < *n; ++*at)
        if ((*tokens)[*at].start > d->offset && (*tokens)[*at].kind != TOKEN_LINE_COMMENT &&
            (*tokens)[*at].kind != TOKEN_BLOCK_COMMENT)
            break;
    return true;
}

bool target_label(struct arena *a, const struct source_file *file, const struct directive *d,
                  const char **out, struct fail *f)
{
    const struct token *tokens;
    size_t n, at;

    if (!next_token(a, file, d, &tokens, &n, &at, f))
        return false;
    *out = NULL;
    if (d->inside && at < n && tokens[at].kind == TOKEN_STRING && file->text.at[tokens[at].start] == '\'')
        *out =
            arena_copy(a, (const char *)file->text.at + tokens[at].start, tokens[at].end - tokens[at].start);
    return true;
}

/* A directive inside CREATE TABLE is about the column or constraint whose definition follows it. */
static bool inner_target(struct arena *a, const struct source_file *file, const struct source_statement *s,
                         const struct directive *d, struct target *out, struct fail *f)
{
    const struct token *tokens;
    size_t n, at;

    if (!next_token(a, file, d, &tokens, &n, &at, f))
        return false;
    if (at == n)
        return fail(f, FAIL_USAGE, "%s:%u:%u: nothing follows this directive", file->path, d->line,
                    d->column);
    const char *first = token_name(a, file, &tokens[at]);
    *out = (struct target){ .kind = "COLUMN",
                            .name = first,
                            .on = s->object.schema ? format(a, "%s.%s", s->object.schema, s->object.name)
                                                   : s->object.name };
    if (text_equal(first, "constraint") && at + 1 < n) {
        out->kind = "CONSTRAINT";
        out->name = token_name(a, file, &tokens[at + 1]);
    }
    return true;
}

size_t target_part(struct arena *a, const struct source_file *file, const struct source_statement *s,
                   const char *name)
{
    const struct token *tokens;
    struct fail ignored = { 0 };
    const char *parts[2];
    size_t n, before = SIZE_MAX;

    name_parts(a, name, parts);
    if (!tokens_read(a, file->path, file->text, &tokens, &n, &ignored))
        return s->start;
    for (size_t i = 0; i < n && tokens[i].start < s->start + s->size; i++) {
        if (tokens[i].kind == TOKEN_LINE_COMMENT || tokens[i].kind == TOKEN_BLOCK_COMMENT)
            continue;
        if (before != SIZE_MAX && tokens[i].start > s->start && strchr("(,", file->text.at[before]) &&
            text_equal(token_name(a, file, &tokens[i]), parts[0]))
            return tokens[i].start;
        before = tokens[i].start;
    }
    return s->start;
}

struct object *target_find(struct arena *a, const struct model *m, const struct target *t)
{
    struct object *found = NULL;
    size_t size = strlen(t->kind);

    for (size_t i = 0; i < m->n_objects; i++) {
        struct object *o = m->objects[i];
        if ((o->kind->traits & KIND_SATELLITE) || strncmp(o->identity, t->kind, size) != 0 ||
            o->identity[size] != ' ')
            continue;
        if (name_is(a, o, t->schema, t->name, t->on) && (!found || text_starts(o->name, "public.")))
            found = o;
    }
    return found;
}

bool target_of(struct arena *a, const struct source_file *file, const struct source_statement *s,
               const struct directive *d, struct target *out, bool *known, struct fail *f)
{
    *known = d->inside || s->object.kind;
    if (d->inside)
        return inner_target(a, file, s, d, out, f);
    if (*known)
        *out = (struct target){ upper(a, s->object.kind), s->object.schema, s->object.name, s->object.on };
    return true;
}
