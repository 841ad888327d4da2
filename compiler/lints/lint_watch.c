/*
 * lint_watch: see lint_watch.h.
 */
#include "lint_watch.h"

#include "lint_tree.h"
#include "prelude.h"

struct roles {
    struct arena *arena;
    const char **at;
    size_t n, room;
};

static void see_role(void *to, const ProtobufCMessage *node, const struct lint_place *place)
{
    struct roles *r = to;

    (void)place;
    if (node->descriptor != &pg_query__create_role_stmt__descriptor)
        return;
    if (r->n == r->room)
        r->at = arena_grow(r->arena, r->at, r->n, &r->room, sizeof *r->at);
    r->at[r->n++] = arena_text(r->arena, ((const PgQuery__CreateRoleStmt *)(const void *)node)->role);
}

/* On a private server there are no other roles than these, so nobody needs to know them. */
static void read_roles(struct lint_watch *w, const struct workspace *from)
{
    struct roles r = { .arena = w->arena };

    if (scratch_is_private(from->scratch))
        return;
    if (from->options.prelude)
        lint_walk_sql((const char *)prelude_builtin(from->options.prelude).at, see_role, &r);
    for (size_t i = 0; i < from->options.n_files; i++)
        lint_walk_sql((const char *)from->options.files[i].text.at, see_role, &r);
    w->roles = r.at ? r.at : arena_array(w->arena, 1, sizeof *r.at);
    w->n_roles = r.n;
}

bool lint_watch_begin(struct arena *a, const struct project *project, const struct workspace *w,
                      const struct access_state *state, struct lint_watch *out, struct fail *f)
{
    const struct lint_request r = { .project = project, .was = state, .now = state };

    *out = (struct lint_watch){ .arena = a, .project = project };
    read_roles(out, w);
    return lints_look(a, &r, &out->last, NULL, f);
}

bool lint_watch_next(struct lint_watch *w, const struct draft *d, PGconn *db, const struct access_state *was,
                     const struct access_state *now, struct lint_step *out, struct fail *f)
{
    const struct lint_request r = { .project = w->project,
                                    .draft = d,
                                    .was = was,
                                    .now = now,
                                    .prelude_roles = w->roles,
                                    .n_prelude_roles = w->n_roles,
                                    .db = db };
    struct lint_list all;

    if (!lints_look(w->arena, &r, &all, &out->events, f))
        return false;
    out->found = lints_without(w->arena, all, w->last);
    out->gone = lints_without(w->arena, w->last, all);
    w->last = all;
    return true;
}
