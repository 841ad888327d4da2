/*
 * verify: every check that was made on a bale, one per line, and the verdict.
 */
#include "policy.h"
#include "statements.h"

enum { APPROVAL = AUDIT_WITH_JSON, RECEIPT, BREAKGLASS, ENVIRONMENT, N_OPTIONS };

static const size_t statement_options[3] = { APPROVAL, RECEIPT, BREAKGLASS };

static const struct cli_option options[N_OPTIONS] = {
    AUDIT_COMMON_OPTIONS,
    AUDIT_JSON_OPTION,
    [APPROVAL] = { .name = "approval",
                   .value = "FILE",
                   .repeats = true,
                   .help = "a signed approval of this bale, to be verified too" },
    [RECEIPT] = { .name = "receipt",
                  .value = "FILE",
                  .repeats = true,
                  .help = "a signed receipt of this bale" },
    [BREAKGLASS] = { .name = "breakglass",
                     .value = "FILE",
                     .repeats = true,
                     .help = "a signed breakglass for this bale" },
    [ENVIRONMENT] = { .name = "env",
                      .letter = 'e',
                      .value = "NAME",
                      .help = "also judge what the trust store asks for in this environment" },
};

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

static void verdict_json(struct arena *a, const struct audited *audited, bool good, const struct fail *f)
{
    json_t *tree = json_new_object();
    const struct bale *b = audited->bale;
    bool refused = f->code == FAIL_BALE || f->code == FAIL_POLICY;

    json_put(tree, "checks", checks_tree(a, &audited->report));
    json_put_text(tree, "result", good ? "verified" : refused ? "refused" : "failed");
    if (b) {
        json_put_text(tree, "bale", b->id);
        json_put_text(tree, "lineage", b->lineage);
        json_put_text(tree, "version", bale_newest(b)->version);
        json_put_number(tree, "sequence", bale_newest(b)->sequence);
        json_put_text(tree, "trust", audited->trust->sha256);
    }
    if (!good) {
        json_put_text(tree, "name", f->name);
        json_put_text(tree, "message", shown(a, f->message));
        json_put_text(tree, "detail", text_shown(a, f->detail, strlen(f->detail), true));
        json_put_text(tree, "hint", shown(a, f->hint));
    }
    print_json(a, tree);
}

static void verdict_text(struct arena *a, const struct audited *audited, bool good)
{
    const struct bale_report *report = &audited->report;

    for (size_t i = 0; i < report->n_lines; i++)
        printf("%-8s %-11s %s\n", check_outcome_text(report->lines[i].outcome), report->lines[i].name,
               shown(a, report->lines[i].text));
    if (good)
        printf("verified %s %s\n", shown(a, audited->bale->lineage),
               shown(a, bale_newest(audited->bale)->version));
}

/* The statements, and with --env all that the environment asks for as if every migration were new there. */
static bool beyond_the_bale(const struct cli *c, const struct audit *s, struct audited *audited,
                            struct fail *f)
{
    struct evidence *e = arena_alloc(c->arena, sizeof *e);
    struct promotion *p = arena_alloc(c->arena, sizeof *p);
    const struct bale *b = audited->bale;
    const char *environment = cli_value(c, ENVIRONMENT);

    if (!statements_read(c, s, statement_options, audited, e, f)) {
        report_add(c->arena, &audited->report, *f->name ? f->name : "statement", CHECK_REFUSED, "%s",
                   f->message);
        return false;
    }
    return !environment ||
           (bale_policy_check(c->arena, b, s->trust, environment, s->now, b->migrations, b->n_migrations,
                              &audited->report, f) &&
            promotion_check(c->arena, e, b, s->trust, environment, s->now, p, &audited->report, f) &&
            promotion_check_access(c->arena, p, s->trust, environment, b->migrations, b->n_migrations, f));
}

static bool run(struct cli *c, struct fail *f)
{
    owned(audited_close) struct audited audited = { 0 };
    struct audit *s = arena_alloc(c->arena, sizeof *s);

    bool good = audit_begin(c, s, f) && sandbox_read(&s->paths, c->operands[0], f) &&
                statements_allow(c, s, statement_options, f) && audit_enter(c, s, f) &&
                audited_open(c, s, c->operands[0], &audited, f) && beyond_the_bale(c, s, &audited, f);
    if (cli_given(c, AUDIT_JSON))
        verdict_json(c->arena, &audited, good, f);
    else
        verdict_text(c->arena, &audited, good);
    return good;
}

const struct cli_command command_verify = {
    .name = "verify",
    .operands = "BALE",
    .least = 1,
    .most = 1,
    .summary = "make every check on a bale and print them, one per line",
    .details = "The last line tells whether the bale is verified. \"-\" reads it from standard input.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
