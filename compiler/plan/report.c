/*
 * report: see report.h.
 */
#include "report.h"

#include "json.h"

#define PLAN_FORMAT "pgbale-plan/1"

static const struct {
    enum hazard hazard;
    const char *name, *text;
} hazards[] = {
    { HAZARD_DATA_LOSS, "data_loss", "loses data" },
    { HAZARD_REWRITE, "rewrite", "writes the table anew" },
    { HAZARD_SCAN, "scan", "reads the whole table" },
    { HAZARD_MAY_FAIL, "may_fail", "fails if rows violate it" },
    { HAZARD_OPAQUE, "opaque_body", "body that PostgreSQL does not look into" },
};

const char *report_lock(enum lock lock)
{
    static const char *const names[LOCKS] = {
        [LOCK_NONE] = "",
        [LOCK_SHARE_UPDATE_EXCLUSIVE] = "SHARE UPDATE EXCLUSIVE",
        [LOCK_SHARE] = "SHARE",
        [LOCK_SHARE_ROW_EXCLUSIVE] = "SHARE ROW EXCLUSIVE",
        [LOCK_ACCESS_EXCLUSIVE] = "ACCESS EXCLUSIVE",
    };

    return names[lock];
}

const char *report_cost(struct arena *a, const struct cost *cost)
{
    struct text t = text_new(a);
    unsigned worth = cost->hazards & ~(unsigned)HAZARD_OPAQUE;

    if (!worth)
        return "";
    text_add(&t, "-- ");
    if (cost->lock)
        text_addf(&t, "takes %s", report_lock(cost->lock));
    for (size_t i = 0; i < countof(hazards); i++)
        if (worth & hazards[i].hazard) {
            text_separate(&t, 3, ", ");
            text_add(&t, hazards[i].text);
        }
    text_add(&t, "\n");
    return t.at;
}

const char *report_fate(const struct item *item)
{
    static const char *const names[] = {
        [FATE_KEEP] = "keep",   [FATE_ADD] = "create",    [FATE_REMOVE] = "drop",
        [FATE_ALTER] = "alter", [FATE_REMAKE] = "remake",
    };

    return names[item->fate];
}

static bool lists(const struct model *m, const struct unmodelled *u)
{
    for (size_t i = 0; i < m->n_unmodelled; i++)
        if (text_equal(m->unmodelled[i].type, u->type) && text_equal(m->unmodelled[i].identity, u->identity))
            return true;
    return false;
}

/* What only `one` has is named; what both have is counted. */
static void warn_about(const struct cli *c, const struct model *one, const struct model *other, size_t *both)
{
    for (size_t i = 0; i < one->n_unmodelled; i++) {
        const struct unmodelled *u = &one->unmodelled[i];
        if (lists(other, u))
            ++*both;
        else
            cli_warn(c, "not modelled, so neither compared nor changed: %s %s", u->type, u->identity);
    }
}

static bool refuse_all(const struct model *from, const struct model *to, struct fail *f)
{
    const struct model *models[] = { to, from };

    if (!from->n_unmodelled && !to->n_unmodelled)
        return true;
    fail(f, FAIL_BLOCKED, "there are objects of kinds that are not modelled (--strict)");
    for (size_t m = 0; m < countof(models); m++)
        for (size_t i = 0; i < models[m]->n_unmodelled; i++)
            if (m == 0 || !lists(to, &models[m]->unmodelled[i]))
                fail_detail(f, "%s %s", models[m]->unmodelled[i].type, models[m]->unmodelled[i].identity);
    return fail_hint(f, "Drop them, move them to a schema that is not managed, or leave out --strict.");
}

bool report_unmodelled(const struct cli *c, const struct model *from, const struct model *to, bool strict,
                       struct fail *f)
{
    size_t both = 0, again = 0;

    if (strict)
        return refuse_all(from, to, f);
    warn_about(c, to, from, &both);
    warn_about(c, from, to, &again);
    if (both)
        cli_note(c, "%zu object%s of kinds that are not modelled %s on both sides (--strict lists them)",
                 both, both == 1 ? "" : "s", both == 1 ? "is" : "are");
    return true;
}

const char *report_script(struct arena *a, const struct plan *p)
{
    struct text t = text_new(a);

    if (!p->n_statements)
        return "";
    text_add(&t, "SET check_function_bodies = off;\nSET search_path = pg_catalog, pg_temp;\n\n");
    for (size_t i = 0; i < p->n_statements; i++) {
        const struct plan_statement *s = &p->statements[i];
        bool opens = !s->cost.standalone && (i == 0 || p->statements[i - 1].cost.standalone);
        bool closes =
            !s->cost.standalone && (i + 1 == p->n_statements || p->statements[i + 1].cost.standalone);
        text_addf(&t, "%s%s%s;\n\n%s", opens ? "BEGIN;\n\n" : "", report_cost(a, &s->cost), s->sql,
                  closes ? "COMMIT;\n\n" : "");
    }
    return t.at;
}

static json_t *statement_json(const struct plan_statement *s)
{
    json_t *o = json_new_object(), *list = json_new_array();
    const struct object *one = !s->item ? NULL : s->item->now ? s->item->now : s->item->was;

    for (size_t i = 0; i < countof(hazards); i++)
        if (s->cost.hazards & (unsigned)hazards[i].hazard)
            json_push(list, json_string(hazards[i].name));
    json_put_text(o, "sql", s->sql);
    if (one) {
        json_put_text(o, "object", one->identity);
        json_put_text(o, "kind", one->kind->name);
    }
    json_put_text(o, "change", one ? report_fate(s->item) : "rename");
    json_put_text(o, "lock", report_lock(s->cost.lock));
    json_put(o, "hazards", list);
    json_put_flag(o, "standalone", s->cost.standalone);
    json_put_flag(o, "access", s->access);
    return o;
}

const char *report_json(struct arena *a, const struct plan *p)
{
    json_t *root = json_new_object(), *statements = json_new_array(), *unmodelled = json_new_array();

    for (size_t i = 0; i < p->n_statements; i++)
        json_push(statements, statement_json(&p->statements[i]));
    for (size_t i = 0; i < p->diff->to->n_unmodelled; i++)
        json_push(unmodelled, json_string(format(a, "%s %s", p->diff->to->unmodelled[i].type,
                                                 p->diff->to->unmodelled[i].identity)));
    json_put_text(root, "format", PLAN_FORMAT);
    json_put_flag(root, "column_order_differs", p->diff->column_order_differs);
    json_put(root, "statements", statements);
    json_put(root, "unmodelled", unmodelled);
    struct bytes text = json_canonical(a, root);
    json_decref(root);
    return (const char *)text.at;
}
