/*
 * verify_command: "pgbale-apply verify": all that can be said about a bale without a network.
 */
#include "command.h"
#include "options.h"
#include "policy.h"
#include "promote.h"

static void print_text(struct cli *c, const struct opened *o)
{
    const struct bale *b = o->bale;
    const struct bale_migration *newest = bale_newest(b);

    for (size_t i = 0; i < o->report.n_lines; i++)
        command_line(c, check_outcome_text(o->report.lines[i].outcome), "%s: %s", o->report.lines[i].name,
                     o->report.lines[i].text);
    command_line(c, "bale", "%s", b->id);
    command_line(c, "lineage", "%s", b->lineage);
    command_line(c, "version", "%s", newest->version);
    command_line(c, "migrations", "%llu to %llu", (unsigned long long)b->migrations[0].sequence,
                 (unsigned long long)newest->sequence);
    for (size_t i = 0; i < b->n_signatures; i++)
        command_line(c, "signed by", "%s (%.12s)",
                     b->signatures[i].key_name ? b->signatures[i].key_name : "an unknown key, not counted",
                     b->signatures[i].key_id);
}

static json_t *report_json(struct cli *c, const struct bale_report *report)
{
    json_t *list = json_new_array();

    for (size_t i = 0; i < report->n_lines; i++) {
        const struct bale_check_line *line = &report->lines[i];
        json_t *one = json_new_object();
        json_put_text(one, "name", line->name);
        json_put_text(one, "outcome", check_outcome_text(line->outcome));
        json_put_text(one, "text", text_shown(c->arena, line->text, strlen(line->text), false));
        json_push(list, one);
    }
    return list;
}

static void print_json(struct cli *c, const struct opened *o)
{
    const struct bale *b = o->bale;
    json_t *object = json_new_object(), *migrations = json_new_array(), *signatures = json_new_array();

    for (size_t i = 0; i < b->n_migrations; i++) {
        json_t *one = json_new_object();
        command_put_migration(one, &b->migrations[i]);
        json_push(migrations, one);
    }
    for (size_t i = 0; i < b->n_signatures; i++) {
        json_t *one = json_new_object();
        json_put_text(one, "key_id", b->signatures[i].key_id);
        json_put_flag(one, "trusted", b->signatures[i].key_name != NULL);
        if (b->signatures[i].key_name)
            json_put_text(one, "key_name", b->signatures[i].key_name);
        json_push(signatures, one);
    }
    json_put_text(object, "result", "verified");
    json_put_text(object, "bale", b->id);
    json_put_text(object, "lineage", b->lineage);
    json_put_text(object, "version", bale_newest(b)->version);
    json_put(object, "checks", report_json(c, &o->report));
    json_put(object, "migrations", migrations);
    json_put(object, "signatures", signatures);
    command_print_json(c, object);
}

static bool verify(struct cli *c, struct opened *o, struct fail *f)
{
    const char *environment = command_environment(c);
    const struct promotion *promotion;

    if (!command_open(c, o, f))
        return false;
    return !environment || (bale_policy_check(c->arena, o->bale, o->trust, environment, o->now,
                                              o->bale->migrations, o->bale->n_migrations, &o->report, f) &&
                            promote_check(c, VERIFY_WITH, o, environment, &o->report, &promotion, f));
}

bool command_verify(struct cli *c, struct fail *f)
{
    owned(opened_close) struct opened o = { 0 };

    if (!verify(c, &o, f))
        return command_failed(c, f);
    if (cli_given(c, OPTION_JSON))
        print_json(c, &o);
    else
        print_text(c, &o);
    return true;
}
