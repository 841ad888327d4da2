/*
 * steps: writes a plan as the step files of a new migration folder.
 */
#ifndef PGBALE_STEPS_H
#define PGBALE_STEPS_H

#include "plan.h"
#include "project.h"

struct steps_request {
    const char *name; /* "0008-add-project" */
    const char *version, *description;
};

/*
 * Makes the folder with its migration.ini and step files under a temporary name and renames it into place, so
 * that nobody sees half of it. *folder is its path.
 */
bool steps_write(struct arena *a, const struct project *p, const struct plan *plan,
                 const struct steps_request *r, const char **folder, struct fail *f) must_check;

#endif
