/*
 * steps: see steps.h.
 */
#include "steps.h"

#include "report.h"

#include <errno.h>
#include <unistd.h>

static bool are_comments(const struct plan *plan, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!text_starts(plan->statements[i].sql, "COMMENT ON "))
            return false;
    return true;
}

static const char *title(const struct plan *plan, size_t from, size_t to)
{
    if (plan->statements[from].cost.standalone)
        return "standalone";
    if (plan->statements[from].access)
        return "rls";
    return are_comments(plan, from, to) ? "comments" : "schema";
}

static const char *step_text(struct arena *a, const struct plan *plan, size_t from, size_t to)
{
    struct text t = text_new(a);

    if (plan->statements[from].cost.standalone)
        text_add(&t, "-- pgbale: standalone\n\n");
    for (size_t i = from; i < to; i++)
        text_addf(&t, "%s%s%s;\n", i > from ? "\n" : "", report_cost(a, &plan->statements[i].cost),
                  plan->statements[i].sql);
    return t.at;
}

static bool write_steps(struct arena *a, const struct plan *plan, const char *folder, struct fail *f)
{
    unsigned number = 10;

    for (size_t at = 0; at < plan->n_statements; number += 10) {
        size_t end = plan_group_end(plan, at);
        const char *path = format(a, "%s/%03u-%s.sql", folder, number, title(plan, at, end));
        if (!file_write(path, bytes_of(step_text(a, plan, at, end)), 0644, f))
            return false;
        at = end;
    }
    return true;
}

static const char *ini_text(struct arena *a, const struct project *p, const struct steps_request *r)
{
    struct text t = text_new(a);

    text_addf(&t, "[migration]\nversion = %s\ndescription = %s\n", r->version, r->description);
    for (size_t i = 0; i < p->n_clients; i++)
        text_addf(
            &t,
            "; Does this break %s? Declare it before compiling; y also needs the least version that works.\n"
            ";breaks-%s = n\n;min-client-%s = X.Y.Z\n",
            p->clients[i].name, p->clients[i].name, p->clients[i].name);
    text_add(&t, "; Who looked at what it changes about access (\"pgbale access\"), and why is it right? "
                 "Needed when it widens.\n"
                 ";rls-review = NAME: REASON\n");
    return t.at;
}

bool steps_write(struct arena *a, const struct project *p, const struct plan *plan,
                 const struct steps_request *r, const char **folder, struct fail *f)
{
    const char *path = format(a, "%s/%s", p->migrations_folder, r->name);
    const char *temporary = format(a, "%s/.%s.tmp", p->migrations_folder, r->name);

    if (file_exists(path))
        return fail(f, FAIL_USAGE, "\"%s\" exists already", path);
    if (!file_make_folders(p->migrations_folder, f) || !file_remove_tree(temporary, f) ||
        !file_make_folders(temporary, f))
        return false;
    bool done = write_steps(a, plan, temporary, f) &&
                file_write(format(a, "%s/migration.ini", temporary), bytes_of(ini_text(a, p, r)), 0644, f);
    if (done && rename(temporary, path) != 0)
        done = fail(f, FAIL_FAILED, "cannot make \"%s\": %s", path, strerror(errno));
    if (!done) {
        struct fail ignored;
        if (!file_remove_tree(temporary, &ignored))
            fail_detail(f, "\"%s\" is left over: remove it", temporary);
        return false;
    }
    *folder = path;
    return true;
}
