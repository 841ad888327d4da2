/*
 * verify: every check that was made on a bale, one per line, and the verdict.
 */
#include "audit.h"

static json_t *checks_tree(struct arena *a, const struct bale_report *report)
{
    json_t *checks = json_new_array();

    for (size_t i = 0; i < report->n_lines; i++) {
        json_t *check = json_new_object();
        json_put_text(check, "name", report->lines[i].name);
        json_put_text(check, "outcome", check_outcome_text(report->lines[i].outcome));
        json_put_text(check, "text", shown(a, report->lines[i].text));
        json_push(checks, check);
    }
    return checks;
}

static void verdict_json(struct arena *a, const struct audited *audited, const struct fail *f)
{
    json_t *tree = json_new_object();
    const struct bale *b = audited->bale;

    json_put(tree, "checks", checks_tree(a, &audited->report));
    json_put_text(tree, "result", b ? "verified" : f->code == FAIL_BALE ? "refused" : "failed");
    if (b) {
        json_put_text(tree, "bale", b->id);
        json_put_text(tree, "lineage", b->lineage);
        json_put_text(tree, "version", bale_newest(b)->version);
        json_put_number(tree, "sequence", bale_newest(b)->sequence);
        json_put_text(tree, "trust", audited->trust->sha256);
    } else {
        json_put_text(tree, "name", f->name);
        json_put_text(tree, "message", shown(a, f->message));
        json_put_text(tree, "detail", text_shown(a, f->detail, strlen(f->detail), true));
        json_put_text(tree, "hint", shown(a, f->hint));
    }
    print_json(a, tree);
}

static void verdict_text(struct arena *a, const struct audited *audited)
{
    const struct bale_report *report = &audited->report;

    for (size_t i = 0; i < report->n_lines; i++)
        printf("%-8s %-11s %s\n", check_outcome_text(report->lines[i].outcome), report->lines[i].name,
               shown(a, report->lines[i].text));
    if (audited->bale)
        printf("verified %s %s\n", shown(a, audited->bale->lineage),
               shown(a, bale_newest(audited->bale)->version));
}

bool audit_verify(struct cli *c, struct fail *f)
{
    owned(audited_close) struct audited audited = { 0 };
    bool good = audited_open(c, &audited, f);

    if (cli_given(c, AUDIT_JSON))
        verdict_json(c->arena, &audited, f);
    else
        verdict_text(c->arena, &audited);
    return good;
}
