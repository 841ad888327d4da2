/*
 * hazards: what a capability means to somebody who has to sign a bale off. See objects.h.
 */
#include "objects.h"

#include "sql_statement.h"

static const struct {
    const char *capability, *hazard;
} hazards[] = {
    { "alter_column_type", "may rewrite the table" },
    { "call", "runs code that its text does not show" },
    { "change_owner", "changes who may do everything" },
    { "create_extension", "installs code" },
    { "delete", "removes rows" },
    { "disable_rls", "opens a table" },
    { "disable_trigger", "switches triggers off" },
    { "do_block", "runs code that its text does not show" },
    { "drop_column", "loses data" },
    { "drop_constraint", "lets in what was refused" },
    { "drop_materialized_view", "loses data" },
    { "drop_policy", "may widen access" },
    { "drop_schema", "loses data" },
    { "drop_sequence", "loses data" },
    { "drop_table", "loses data" },
    { "drop_type", "may lose data" },
    { "dynamic_sql", "runs SQL that its text does not show" },
    { "grant", "may widen access" },
    { "grant_role", "may widen access" },
    { "no_force_rls", "opens a table to its owner" },
    { "opaque", "was not understood by the compiler" },
    { "remote_call", "reaches other servers" },
    { "rewrite_table", "rewrites the table" },
    { "security_definer", "lends its owner's rights" },
    { "server_control", "acts on the whole server" },
    { "server_file", "reaches files of the server" },
    { "set_not_null", "scans the table" },
    { "signal_backend", "ends other sessions" },
    { "truncate", "removes all rows" },
};

const char *hazard_of(const char *capability)
{
    for (size_t i = 0; i < countof(hazards); i++)
        if (strcmp(hazards[i].capability, capability) == 0)
            return hazards[i].hazard;
    return NULL;
}

static void add_once(struct text *t, const char *hazard)
{
    if (hazard && !strstr(t->at, hazard))
        text_addf(t, "%s%s", t->size ? "; " : "", hazard);
}

/* What a statement is called where its tag is no capability: "DROP TABLE" is "drop_table". */
static const char *tag_capability(struct arena *a, const char *tag)
{
    char *name = arena_text(a, tag);

    for (char *c = name; *c; c++)
        *c = (char)(*c == ' ' ? '_' : *c >= 'A' && *c <= 'Z' ? *c + ('a' - 'A') : *c);
    return name;
}

const char *hazards_of(struct arena *a, struct bytes sql, const struct bale_statement *s)
{
    struct sql_found found = { .n = 0 };
    struct text t = text_new(a);

    sql_statement_find((struct bytes){ sql.at + s->start, (size_t)s->size }, &found);
    add_once(&t, hazard_of(tag_capability(a, s->tag)));
    for (size_t i = 0; i < found.n; i++)
        add_once(&t, hazard_of(found.names[i]));
    return t.at;
}

const char *statement_summary(struct arena *a, struct bytes sql, const struct bale_statement *s)
{
    const char *object = object_of(a, sql, s), *lock = lock_of(sql, s), *risks = hazards_of(a, sql, s);
    bool tells = strcmp(object, s->tag) != 0;

    return format(a, "%s%s%s%s%s%s%s", s->tag, tells ? ": " : "", tells ? object : "", lock ? ", lock " : "",
                  lock ? lock : "", *risks ? "; " : "", risks);
}
