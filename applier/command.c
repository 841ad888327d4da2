/*
 * command: see command.h.
 */
#include "command.h"

#include <time.h>

enum { DAY = 24 * 60 * 60 * 1000 };

void opened_close(struct opened *o)
{
    sealed_close(&o->sealed);
}

static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

bool command_trust(struct cli *c, struct trust **out, struct fail *f)
{
    const char *path = cli_value(c, OPTION_TRUST);

    if (!path)
        path = variable("PGBALE_TRUST");
    if (!path)
        path = "/etc/pgbale/trust.json";
    return trust_read(c->arena, path, out, f);
}

bool command_open(struct cli *c, struct opened *out, struct fail *f)
{
    struct opened o = { .now = (uint64_t)time(NULL) };

    if (!command_trust(c, &o.trust, f) || !sealed_open(c->operands[0], BALE_SIZE_LIMIT, &o.sealed, f))
        return false;
    bool good = bale_open(c->arena, &o.sealed, o.trust, o.now, &o.report, &o.bale, f);
    /* Also after a refusal: its report is shown, and the bytes are the caller's to release. */
    *out = o;
    return good || fail_context(f, "%s", c->operands[0]);
}

const char *command_environment(const struct cli *c)
{
    const char *given = cli_value(c, OPTION_ENV);

    if (given)
        return given;
    return variable("PGBALE_ENV") ? variable("PGBALE_ENV") : variable("LAMIN_ENV");
}

bool command_need_environment(const struct cli *c, const char **out, struct fail *f)
{
    const char *environment = command_environment(c);

    if (!environment || !*environment) {
        fail_named(f, FAIL_USAGE, "environment.missing", "no environment is named");
        return fail_hint(
            f, "Give --env=NAME, or set PGBALE_ENV or LAMIN_ENV. There is no default, so that nothing "
               "reaches the wrong one.");
    }
    *out = environment;
    return true;
}

bool command_connect(struct cli *c, const struct opened *o, const char *environment, bool read_only,
                     struct target *out, struct fail *f)
{
    const struct trust_environment *rules =
        o->trust && environment ? trust_environment_of(o->trust, environment) : NULL;
    struct target_options options = {
        .dsn = cli_value(c, OPTION_DSN),
        .sslmode = rules && rules->sslmode ? rules->sslmode : "verify-full",
        .any_login = rules && rules->any_login,
        .application =
            format(c->arena, "pgbale-apply/%s %.12s", PGBALE_VERSION, o->bale ? o->bale->id : "status"),
        .read_only = read_only,
    };

    return target_open(c->arena, c, &options, out, f);
}

bool command_duration(const struct cli *c, size_t option, unsigned preset, unsigned *out, struct fail *f)
{
    static const struct {
        const char *unit;
        unsigned factor;
    } units[] = { { "", 1000 }, { "ms", 1 }, { "s", 1000 }, { "min", 60 * 1000 } };
    const char *text = cli_value(c, option);
    uint64_t number = 0;

    if (!text) {
        *out = preset;
        return true;
    }
    size_t digits = strspn(text, "0123456789");
    for (size_t i = 0; i < countof(units); i++)
        if (text_equal(text + digits, units[i].unit) &&
            number_read(arena_copy(c->arena, text, digits), DAY / units[i].factor, &number)) {
            *out = (unsigned)number * units[i].factor;
            return true;
        }
    fail(f, FAIL_USAGE, "--%s: \"%s\" is not a time", c->command->options[option].name, text);
    return fail_hint(f, "Write 500ms, 60s or 2min; at most one day.");
}

void command_print_json(struct cli *c, json_t *object)
{
    owned(json_release) json_t *owned_object = object;
    struct bytes text = json_canonical(c->arena, owned_object);

    fwrite(text.at, 1, text.size, stdout);
}

/* Foreign text may not be UTF-8, which JSON must be: made safe first. */
static void put_shown(struct cli *c, json_t *object, const char *key, const char *text)
{
    const char *safe = text_without_secrets(c->arena, text);

    json_put_text(object, key, text_shown(c->arena, safe, strlen(safe), true));
}

bool command_failed(struct cli *c, const struct fail *f)
{
    if (!cli_given(c, OPTION_JSON))
        return false;
    json_t *object = json_new_object(), *error = json_new_object();
    json_put_number(error, "code", (uint64_t)f->code);
    json_put_text(error, "name", f->name);
    put_shown(c, error, "message", f->message);
    put_shown(c, error, "detail", f->detail);
    put_shown(c, error, "hint", f->hint);
    json_put_text(object, "result", "failed");
    json_put(object, "error", error);
    command_print_json(c, object);
    return false;
}

void command_line(struct cli *c, const char *label, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    const char *text = format_list(c->arena, pattern, args);
    va_end(args);
    printf("%-12s %s\n", label, text_shown(c->arena, text, strlen(text), false));
}

void command_put_migration(json_t *object, const struct bale_migration *m)
{
    json_put_number(object, "sequence", m->sequence);
    json_put_text(object, "id", m->id);
    json_put_text(object, "name", m->name);
    json_put_text(object, "version", m->version);
}
