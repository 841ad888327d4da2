/*
 * audit: see audit.h.
 */
#include "audit.h"

#include <time.h>

void audited_close(struct audited *audited)
{
    sealed_close(&audited->sealed);
}

static bool judging_time(const struct cli *c, uint64_t *out, struct fail *f)
{
    const char *at = cli_value(c, AUDIT_AT);

    if (!at) {
        time_t now = time(NULL);
        *out = now > 0 ? (uint64_t)now : 0;
        return true;
    }
    if (number_read(at, (uint64_t)JSON_LARGEST, out))
        return true;
    fail(f, FAIL_USAGE, "--at needs seconds since 1970-01-01 UTC, not \"%s\"", at);
    return fail_hint(f, "\"date +%%s\" prints them.");
}

static bool trust_path(const struct cli *c, const char **out, struct fail *f)
{
    const char *path = cli_value(c, AUDIT_TRUST);

    if (!path || !*path)
        path = getenv("PGBALE_TRUST");
    if (!path || !*path) {
        fail(f, FAIL_USAGE, "no trust store is given");
        return fail_hint(f, "Name it with --trust or PGBALE_TRUST. It never comes from the bale.");
    }
    *out = path;
    return true;
}

bool audited_open(const struct cli *c, struct audited *out, struct fail *f)
{
    const char *path = NULL;
    uint64_t now = 0;

    return trust_path(c, &path, f) && judging_time(c, &now, f) &&
           trust_read(c->arena, path, &out->trust, f) &&
           sealed_open(c->operands[0], BALE_SIZE_LIMIT, &out->sealed, f) &&
           (bale_open(c->arena, &out->sealed, out->trust, now, &out->report, &out->bale, f) ||
            fail_context(f, "%s", c->operands[0]));
}

const char *shown(struct arena *a, const char *foreign)
{
    return text_shown(a, foreign, strlen(foreign), false);
}

void print_field(struct arena *a, int level, const char *label, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    const char *text = format_list(a, pattern, args);
    va_end(args);
    printf("%*s%-*s %s\n", level * 2, "", 14 - level * 2, label, shown(a, text));
}

const char *joined(struct arena *a, const char *const *names, size_t n, const char *none)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < n; i++)
        text_addf(&t, "%s%s", i ? ", " : "", names[i]);
    return n ? t.at : none;
}

const char *time_text(struct arena *a, uint64_t seconds)
{
    time_t when = (time_t)seconds;
    struct tm parts;
    char text[64];

    if (seconds > (uint64_t)JSON_LARGEST || !gmtime_r(&when, &parts) ||
        !strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts))
        return format(a, "%llu", (unsigned long long)seconds);
    return arena_text(a, text);
}

void print_json(struct arena *a, json_t *owned_tree)
{
    owned(json_release) json_t *tree = owned_tree;
    struct bytes text = json_canonical(a, tree);

    fwrite(text.at, 1, text.size, stdout);
}
