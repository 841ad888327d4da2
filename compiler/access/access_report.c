/*
 * access_report: see access_report.h. Names come from databases, so all of it is made safe to show.
 */
#include "access_report.h"

static const char *roles_of(struct arena *a, const struct access_cell *c)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < c->n_roles; i++) {
        text_separate(&t, 0, ", ");
        text_add(&t, c->roles[i]);
    }
    return t.at;
}

static const char *reasons_of(struct arena *a, const struct access_cell *c)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < c->n_reasons; i++) {
        text_separate(&t, 0, "; ");
        text_add(&t, c->reasons[i]);
    }
    return t.at;
}

static const char *safe(struct arena *a, const char *s)
{
    return text_shown(a, s, strlen(s), false);
}

const char *access_matrix_text(struct arena *a, const struct access_matrix *m, bool single)
{
    struct text t = text_new(a);
    const char *object = "";

    for (size_t i = 0; i < m->n_cells; i++) {
        const struct access_cell *c = &m->cells[i];
        if (strcmp(object, c->object) != 0) {
            text_addf(&t, "%s %s%s%s%s\n", safe(a, c->kind), safe(a, c->object), c->was ? " (was " : "",
                      c->was ? safe(a, c->was) : "", c->was ? ")" : "");
            object = c->object;
        }
        text_addf(&t, "    %s  %s\n", access_commands_text(a, c->commands), safe(a, roles_of(a, c)));
        if (c->class == ACCESS_EQUAL) {
            text_addf(&t, "        %s\n", safe(a, access_shown_text(a, &c->after, c->has_after)));
            continue;
        }
        text_addf(&t, "        %s: %s -> %s\n", access_class_name(c->class),
                  safe(a, access_shown_text(a, &c->before, c->has_before)),
                  safe(a, access_shown_text(a, &c->after, c->has_after)));
        if (c->n_reasons)
            text_addf(&t, "        because: %s\n", safe(a, reasons_of(a, c)));
    }
    if (!single)
        text_addf(&t, "%zu widen, %zu new by policy, %zu narrow, %zu unproven\n", m->counts[ACCESS_WIDENS],
                  m->counts[ACCESS_NEW], m->counts[ACCESS_NARROWS], m->counts[ACCESS_UNPROVEN]);
    return t.at;
}

/* A cell of a Markdown table: no '|' may end it. */
static void add_cell(struct arena *a, struct text *t, const char *s)
{
    text_add(t, " ");
    for (const char *at = safe(a, s); *at; at++)
        text_addf(t, *at == '|' ? "\\|" : "%c", *at);
    text_add(t, " |");
}

const char *access_matrix_markdown(struct arena *a, const struct access_matrix *m, bool single)
{
    struct text t = text_new(a);

    text_add(&t, single ? "| object | commands | roles | access |\n|---|---|---|---|\n"
                        : "| object | commands | roles | before | after | class | because "
                          "|\n|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < m->n_cells; i++) {
        const struct access_cell *c = &m->cells[i];
        text_add(&t, "|");
        add_cell(a, &t, c->object);
        add_cell(a, &t, access_commands_text(a, c->commands));
        add_cell(a, &t, roles_of(a, c));
        if (!single)
            add_cell(a, &t, access_shown_text(a, &c->before, c->has_before));
        add_cell(a, &t, access_shown_text(a, &c->after, c->has_after));
        if (!single) {
            add_cell(a, &t, access_class_name(c->class));
            add_cell(a, &t, reasons_of(a, c));
        }
        text_add(&t, "\n");
    }
    return t.at;
}
