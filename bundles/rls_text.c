/*
 * rls_text: rls.json for people, as plain text and as Markdown. Both come from the same lines: a line has a
 * depth, and Markdown makes it an item of a list.
 */
#include "rls.h"

#include "json.h"

#include <inttypes.h>

struct page {
    struct arena *arena;
    struct text text;
    enum rls_format format;
};

static const char *shown(struct page *p, const char *s)
{
    return s ? text_shown(p->arena, s, strlen(s), false) : "?";
}

static const char *text_of(struct page *p, json_t *o, const char *key)
{
    return shown(p, json_string_value(json_object_get(o, key)));
}

static bool has(json_t *o, const char *key)
{
    return json_object_get(o, key) != NULL;
}

static const char *list_of(struct page *p, json_t *list)
{
    struct text t = text_new(p->arena);
    json_t *one;
    size_t i;

    json_array_foreach(list, i, one) if (json_is_string(one))
        text_addf(&t, "%s%s", i ? ", " : "", shown(p, json_string_value(one)));
    return t.size ? t.at : "nothing";
}

static void line(struct page *p, int depth, const char *pattern, ...) printf_like(3, 4);

static void line(struct page *p, int depth, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    const char *text = format_list(p->arena, pattern, args);
    va_end(args);
    if (p->format == RLS_MARKDOWN)
        text_addf(&p->text, "%*s- %s\n", 2 * depth, "", text);
    else
        text_addf(&p->text, "%*s%s\n", 4 + 2 * depth, "", text);
}

static void heading(struct page *p, const char *title)
{
    if (p->format == RLS_MARKDOWN)
        text_addf(&p->text, "%s#### %s\n\n", p->text.size ? "\n" : "", title);
    else
        text_addf(&p->text, "  %s\n", title);
}

/* An expression: blanks and line feeds become one blank, so that it stays on its line. */
static const char *expression(struct page *p, const char *s)
{
    struct text t = text_new(p->arena);

    for (const char *at = s; *at; at++) {
        bool blank = strchr(" \t\r\n", *at) != NULL;
        if (!blank)
            text_add_bytes(&t, at, 1);
        else if (t.size && t.at[t.size - 1] != ' ')
            text_add(&t, " ");
    }
    while (t.size && t.at[t.size - 1] == ' ')
        t.size--;
    const char *safe = text_shown(p->arena, t.at, t.size, false);
    return p->format == RLS_MARKDOWN && !strchr(safe, '`') ? format(p->arena, "`%s`", safe) : safe;
}

/* --- cells ------------------------------------------------------------------------------------ */

static const char *side_text(struct page *p, json_t *side)
{
    static const struct {
        const char *access, *text;
    } words[] = {
        { "none", "nothing" },
        { "rows", "rows by policy" },
        { "all", "all rows" },
        { "bypass", "all rows, bypassing row security" },
        { "caller", "with the caller's rights" },
        { "owner", "with its owner's rights" },
    };
    const char *access = json_string_value(json_object_get(side, "access"));
    struct text t = text_new(p->arena);

    if (!json_is_object(side))
        return "not there";
    for (size_t i = 0; i < countof(words); i++)
        if (text_equal(access, words[i].access))
            text_add(&t, words[i].text);
    if (!t.size)
        text_add(&t, shown(p, access));
    if (has(side, "why"))
        text_addf(&t, " (%s)", text_of(p, side, "why"));
    if (has(side, "policies"))
        text_addf(&t, ": %s", list_of(p, json_object_get(side, "policies")));
    if (has(side, "restrictive"))
        text_addf(&t, ", restricted by %s", list_of(p, json_object_get(side, "restrictive")));
    if (has(side, "columns"))
        text_addf(&t, ", columns %s", list_of(p, json_object_get(side, "columns")));
    return t.at;
}

static void conditions(struct page *p, json_t *cell, const char *key, const char *title)
{
    const char *was = json_string_value(json_object_get(json_object_get(cell, "before"), key));
    const char *now = json_string_value(json_object_get(json_object_get(cell, "after"), key));

    if (was && !text_equal(was, now))
        line(p, 1, "before, %s: %s", title, expression(p, was));
    if (now)
        line(p, 1, "%s, %s: %s", text_equal(was, now) ? "both" : "after", title, expression(p, now));
}

static void print_cell(struct page *p, json_t *cell)
{
    const char *class = text_of(p, cell, "class");
    const char *mark = p->format == RLS_MARKDOWN ? "**" : "";

    line(p, 0, "%s%s%s  %s  %s  %s", mark, class, mark, text_of(p, cell, "object"),
         list_of(p, json_object_get(cell, "commands")), list_of(p, json_object_get(cell, "roles")));
    line(p, 1, "%s -> %s", side_text(p, json_object_get(cell, "before")),
         side_text(p, json_object_get(cell, "after")));
    if (has(cell, "reasons"))
        line(p, 1, "because: %s", list_of(p, json_object_get(cell, "reasons")));
    if (strcmp(class, "unproven") == 0) {
        conditions(p, cell, "using", "rows");
        conditions(p, cell, "check", "check");
    }
}

static void print_cells(struct page *p, json_t *cells)
{
    static const char *const order[] = { "widens", "unproven", "new", "narrows" };
    json_t *cell;
    size_t i;

    if (json_array_size(cells))
        heading(p, "who may do what");
    for (size_t class = 0; class < countof(order); class ++)
        json_array_foreach(cells, i, cell) if (text_equal(json_string_value(json_object_get(cell, "class")),
                                                          order[class])) print_cell(p, cell);
}

/* --- tables, policies, views ------------------------------------------------------------------ */

static const char *flags(json_t *side)
{
    bool on = json_is_true(json_object_get(side, "enabled")),
         forced = json_is_true(json_object_get(side, "forced"));

    if (!json_is_object(side))
        return NULL;
    return on ? forced ? "on, forced" : "on" : forced ? "off (forced, but not enabled)" : "off";
}

static void print_table(struct page *p, json_t *o)
{
    const char *was = flags(json_object_get(o, "before")), *now = flags(json_object_get(o, "after"));

    if (has(o, "was"))
        line(p, 0, "%s (was %s): row security %s -> %s", text_of(p, o, "name"), text_of(p, o, "was"),
             was ? was : "-", now ? now : "-");
    else
        line(p, 0, "%s: row security %s -> %s", text_of(p, o, "name"), was ? was : "not there",
             now ? now : "dropped");
}

static const char *policy_head(struct page *p, json_t *side)
{
    return format(p->arena, "%s, %s, to %s",
                  json_is_false(json_object_get(side, "permissive")) ? "RESTRICTIVE" : "permissive",
                  text_of(p, side, "command"), list_of(p, json_object_get(side, "roles")));
}

static void print_expression(struct page *p, json_t *was, json_t *now, const char *key, const char *title)
{
    const char *before = json_string_value(json_object_get(was, key));
    const char *after = json_string_value(json_object_get(now, key));

    if (before && after && strcmp(before, after) != 0)
        line(p, 1, "%s: %s", title,
             word_diff(p->arena, expression(p, before), expression(p, after), p->format));
    else if (after)
        line(p, 1, "%s: %s", title, expression(p, after));
    else if (before)
        line(p, 1, "%s: %s%s", title, expression(p, before), json_is_object(now) ? " (removed)" : "");
}

static void print_policy(struct page *p, json_t *o)
{
    json_t *was = json_object_get(o, "before"), *now = json_object_get(o, "after");
    const char *change = text_of(p, o, "change");

    line(p, 0, "%s on %s: %s%s%s", text_of(p, o, "name"), text_of(p, o, "table"), change,
         has(o, "was") ? " from " : "", has(o, "was") ? text_of(p, o, "was") : "");
    if (strcmp(change, "renamed") == 0)
        return;
    if (was && now && strcmp(policy_head(p, was), policy_head(p, now)) != 0)
        line(p, 1, "%s", word_diff(p->arena, policy_head(p, was), policy_head(p, now), p->format));
    else
        line(p, 1, "%s", policy_head(p, now ? now : was));
    print_expression(p, was, now, "using", "using");
    print_expression(p, was, now, "check", "with check");
}

static const char *view_side(struct page *p, json_t *side)
{
    if (!json_is_object(side))
        return "not there";
    return format(p->arena, "%s, owner %s",
                  json_is_true(json_object_get(side, "security_invoker")) ? "with the caller's rights"
                                                                          : "with its owner's rights",
                  text_of(p, side, "owner"));
}

static void print_view(struct page *p, json_t *o)
{
    line(p, 0, "%s: %s -> %s%s", text_of(p, o, "name"), view_side(p, json_object_get(o, "before")),
         view_side(p, json_object_get(o, "after")), has(o, "definition") ? ", another definition" : "");
}

/* --- grants, functions, roles ----------------------------------------------------------------- */

static void print_grant(struct page *p, json_t *o)
{
    bool column = has(o, "column");

    line(p, 0, "%s%s%s%s to %s: %s -> %s", text_of(p, o, "object"), column ? " (" : "",
         column ? text_of(p, o, "column") : "", column ? ")" : "", text_of(p, o, "grantee"),
         list_of(p, json_object_get(o, "before")), list_of(p, json_object_get(o, "after")));
}

static void print_default(struct page *p, json_t *o)
{
    line(p, 0, "%s that %s creates in %s, to %s: %s -> %s", text_of(p, o, "objects"), text_of(p, o, "role"),
         has(o, "schema") ? text_of(p, o, "schema") : "any schema", text_of(p, o, "grantee"),
         has(o, "before") ? text_of(p, o, "before") : "nothing",
         has(o, "after") ? text_of(p, o, "after") : "nothing");
}

static void print_function(struct page *p, json_t *o)
{
    json_t *was = json_object_get(o, "before"), *now = json_object_get(o, "after"),
           *list = json_object_get(o, "policies");

    line(p, 0, "%s: %s", text_of(p, o, "name"), text_of(p, o, "change"));
    if (json_array_size(list))
        line(p, 1, "the meaning of these policies may have changed: %s", list_of(p, list));
    print_expression(p, was, now, "body", "body");
    if (!text_equal(json_string_value(json_object_get(was, "settings")),
                    json_string_value(json_object_get(now, "settings"))))
        print_expression(p, was, now, "settings", "settings");
}

static void print_role(struct page *p, json_t *o)
{
    json_t *sides[] = { json_object_get(o, "before"), json_object_get(o, "after") };
    const char *texts[2];

    for (size_t i = 0; i < countof(sides); i++)
        texts[i] = !sides[i]
                       ? "not there"
                       : format(p->arena, "%sinherits %s",
                                json_is_true(json_object_get(sides[i], "bypassrls")) ? "BYPASSRLS, " : "",
                                list_of(p, json_object_get(sides[i], "inherits")));
    line(p, 0, "%s: %s -> %s", text_of(p, o, "name"), texts[0], texts[1]);
}

/* --- the whole -------------------------------------------------------------------------------- */

static const struct {
    const char *key, *title;
    void (*print)(struct page *p, json_t *element);
} parts[] = {
    { "tables", "row security", print_table },
    { "policies", "policies", print_policy },
    { "functions", "functions that decide about access", print_function },
    { "views", "views", print_view },
    { "grants", "grants", print_grant },
    { "defaults", "default privileges", print_default },
    { "roles", "roles", print_role },
};

static void print_counts(struct page *p, json_t *tree)
{
    static const struct {
        const char *key, *text;
    } kinds[] = {
        { "widens", "widen" }, { "new", "new by policy" }, { "narrows", "narrow" }, { "unproven", "unproven" }
    };
    json_t *counts = json_object_get(tree, "counts");
    struct text t = text_new(p->arena);
    json_int_t all = 0;

    for (size_t i = 0; i < countof(kinds); i++) {
        json_int_t n = json_integer_value(json_object_get(counts, kinds[i].key));
        all += n;
        if (n || strcmp(kinds[i].key, "new") != 0)
            text_addf(&t, "%s%" JSON_INTEGER_FORMAT " %s", t.size ? ", " : "", n, kinds[i].text);
    }
    if (!all)
        return;
    text_addf(&p->text, "%scells (object, role, command): %s%s\n%s",
              p->format == RLS_MARKDOWN ? "**Access:** " : "  ", t.at,
              has(tree, "review") ? format(p->arena, "; reviewed by %s", text_of(p, tree, "review")) : "",
              p->format == RLS_MARKDOWN ? "\n" : "");
}

const char *rls_text(struct arena *a, struct bytes rls, enum rls_format format)
{
    owned(json_release) json_t *tree = json_loadb((const char *)rls.at, rls.size, 0, NULL);
    struct page p = { .arena = a, .text = text_new(a), .format = format };

    print_counts(&p, tree);
    print_cells(&p, json_object_get(tree, "cells"));
    for (size_t i = 0; i < countof(parts); i++) {
        json_t *list = json_object_get(tree, parts[i].key), *one;
        size_t at;
        if (json_array_size(list))
            heading(&p, parts[i].title);
        json_array_foreach(list, at, one) parts[i].print(&p, one);
    }
    return p.text.at;
}
