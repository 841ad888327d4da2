/*
 * rename: finds what was renamed, and renames it in the present state before the two are compared.
 *
 * Two sources only: `-- pgbale: renamed-from OLD` in the schema files, and twins: an object without data
 * that vanishes while another of the same kind, parent and contents appears (a policy, an index, a
 * constraint). PostgreSQL carries the new name into views, policies and expressions itself: the
 * statements run in a scratch copy of the present state, which is then read again.
 */
#ifndef PGBALE_RENAME_H
#define PGBALE_RENAME_H

#include "ddl.h"
#include "fail.h"
#include "model.h"
#include "source.h"

#include <libpq-fe.h>

struct rename_request {
    /* Gives the scratch database in the present state, which is changed; asked for only when there is a
     * rename. */
    bool (*open)(void *context, PGconn **db, struct fail *f);
    void *context;
    const struct managed *managed;
    const struct source_file *files; /* the desired schema, for its directives */
    size_t n_files;
    const struct model *to;
};

/*
 * Appends the RENAME statements to *out and replaces *from by the state after them.
 * A directive whose new name is there already is done and does nothing. Fails with FAIL_USAGE and the place
 * when a directive names something that neither state has.
 */
bool rename_apply(struct arena *a, const struct rename_request *r, struct model **from,
                  struct statement_list *out, struct fail *f) must_check;

#endif
