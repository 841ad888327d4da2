/*
 * access_json: see access_json.h. Here the whole and the cells; tables, policies and views are in
 * access_json_tables.c, grants, functions and roles in access_json_grants.c.
 */
#include "access_json_inner.h"

#define ACCESS_FORMAT "pgbale-rls/1"
#define MATRIX_FORMAT "pgbale-access/1"

void access_put_names(json_t *object, const char *key, const char *const *names)
{
    size_t n = 0;

    while (names[n])
        n++;
    if (n)
        json_put_texts(object, key, names, n);
}

/* Conditions are put in where they have to be compared by a person. */
static json_t *side_json(const struct access_shown *s, bool conditions)
{
    json_t *o = json_new_object();

    json_put_text(o, "access", access_level_name(s->level));
    if (s->level == ACCESS_NONE && s->why)
        json_put_text(o, "why", s->why);
    access_put_names(o, "columns", s->columns);
    access_put_names(o, "policies", s->permissive);
    access_put_names(o, "restrictive", s->restrictive);
    if (conditions && s->rows)
        json_put_text(o, "using", s->rows);
    if (conditions && s->check)
        json_put_text(o, "check", s->check);
    return o;
}

static json_t *commands_json(unsigned commands)
{
    json_t *list = json_new_array();

    for (unsigned i = 0; i < COMMANDS; i++)
        if (commands & 1u << i)
            json_push(list, json_string(access_command_name((enum access_command)i)));
    return list;
}

json_t *access_cells_list(struct arena *a, const struct access_matrix *m)
{
    json_t *list = json_new_array();

    (void)a;
    for (size_t i = 0; i < m->n_cells; i++) {
        const struct access_cell *c = &m->cells[i];
        json_t *o = json_new_object();
        json_put_text(o, "object", c->object);
        json_put_text(o, "kind", c->kind);
        if (c->was)
            json_put_text(o, "was", c->was);
        json_put_texts(o, "roles", c->roles, c->n_roles);
        json_put(o, "commands", commands_json(c->commands));
        json_put_text(o, "class", access_class_name(c->class));
        if (c->has_before)
            json_put(o, "before", side_json(&c->before, c->class == ACCESS_UNPROVEN));
        if (c->has_after)
            json_put(o, "after", side_json(&c->after, c->class == ACCESS_UNPROVEN));
        if (c->n_reasons)
            json_put_texts(o, "reasons", c->reasons, c->n_reasons);
        json_push(list, o);
    }
    return list;
}

static json_t *counts_json(const struct access_matrix *m)
{
    json_t *o = json_new_object();

    json_put_number(o, "widens", m->counts[ACCESS_WIDENS]);
    json_put_number(o, "new", m->counts[ACCESS_NEW]);
    json_put_number(o, "narrows", m->counts[ACCESS_NARROWS]);
    json_put_number(o, "unproven", m->counts[ACCESS_UNPROVEN]);
    return o;
}

static struct bytes finish(struct arena *a, json_t *root)
{
    struct bytes text = json_canonical(a, root);

    json_decref(root);
    return text;
}

struct bytes access_json(struct arena *a, const struct access_matrix *m)
{
    json_t *root = json_new_object();

    json_put_text(root, "format", ACCESS_FORMAT);
    json_put_number(root, "analysis", ACCESS_ANALYSIS);
    json_put(root, "counts", counts_json(m));
    json_put(root, "cells", access_cells_list(a, m));
    json_put(root, "tables", access_tables_json(a, m->pairs));
    json_put(root, "policies", access_policies_json(a, m->pairs));
    json_put(root, "views", access_views_json(a, m->pairs));
    json_put(root, "grants", access_grants_json(a, m->pairs));
    json_put(root, "defaults", access_defaults_json(a, m->pairs));
    json_put(root, "functions", access_functions_json(a, m->pairs));
    json_put(root, "roles", access_roles_json(a, m->pairs));
    return finish(a, root);
}

struct bytes access_cells_json(struct arena *a, const struct access_matrix *m)
{
    json_t *root = json_new_object();

    json_put_text(root, "format", MATRIX_FORMAT);
    json_put(root, "counts", counts_json(m));
    json_put(root, "cells", access_cells_list(a, m));
    return finish(a, root);
}

/* ------------------------------------------------------------ CSV */

static void add_field(struct text *t, const char *value, bool last)
{
    bool quote = strpbrk(value, ",\"\r\n") != NULL;

    if (quote)
        text_add(t, "\"");
    for (const char *at = value; *at; at++)
        text_addf(t, *at == '"' ? "\"\"" : "%c", *at);
    if (quote)
        text_add(t, "\"");
    text_add(t, last ? "\r\n" : ",");
}

static const char *reasons_text(struct arena *a, const struct access_cell *c)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < c->n_reasons; i++) {
        text_separate(&t, 0, "; ");
        text_add(&t, c->reasons[i]);
    }
    return t.at;
}

const char *access_cells_csv(struct arena *a, const struct access_matrix *m)
{
    struct text t = text_new(a);

    text_add(&t, "object,role,command,class,before,after,reasons\r\n");
    for (size_t i = 0; i < m->n_cells; i++) {
        const struct access_cell *c = &m->cells[i];
        for (size_t r = 0; r < c->n_roles; r++)
            for (unsigned command = 0; command < COMMANDS; command++) {
                if (!(c->commands & 1u << command))
                    continue;
                add_field(&t, c->object, false);
                add_field(&t, c->roles[r], false);
                add_field(&t, access_command_name((enum access_command)command), false);
                add_field(&t, access_class_name(c->class), false);
                add_field(&t, access_shown_text(a, &c->before, c->has_before), false);
                add_field(&t, access_shown_text(a, &c->after, c->has_after), false);
                add_field(&t, reasons_text(a, c), true);
            }
    }
    return t.at;
}
