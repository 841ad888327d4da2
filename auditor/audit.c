/*
 * audit: see audit.h.
 */
#include "audit.h"

#include <time.h>

void audited_close(struct audited *audited)
{
    sealed_close(&audited->sealed);
}

/* --- the common options ----------------------------------------------------------------------- */

bool audit_judging_time(const struct cli *c, struct audit *s, struct fail *f)
{
    const char *at = cli_value(c, AUDIT_AT);

    if (!at) {
        time_t now = time(NULL);
        s->now = now > 0 ? (uint64_t)now : 0;
        return true;
    }
    if (number_read(at, (uint64_t)JSON_LARGEST, &s->now))
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

bool audit_begin(const struct cli *c, struct audit *out, struct fail *f)
{
    *out = (struct audit){ .now = 0 };
    return trust_path(c, &out->trust_path, f) && audit_judging_time(c, out, f) &&
           sandbox_read(&out->paths, out->trust_path, f);
}

bool audit_confine(const struct cli *c, struct audit *s, struct fail *f)
{
    const char *mode = cli_value(c, AUDIT_SANDBOX);
    bool require = text_equal(mode, "require");

    if (text_equal(mode, "off"))
        return true;
    if (mode && !require && !text_equal(mode, "auto"))
        return fail(f, FAIL_USAGE, "--sandbox is auto, require or off, not \"%s\"", mode);
    if (!sandbox_enter(&s->paths, &s->sandbox, f))
        return false;
    s->sandboxed = true;
    if (require && (!s->sandbox.seccomp || !s->sandbox.landlock))
        return fail(f, FAIL_FAILED,
                    "this kernel has not both seccomp and Landlock, which --sandbox=require asks for");
    return true;
}

bool audit_enter(const struct cli *c, struct audit *s, struct fail *f)
{
    return audit_confine(c, s, f) && trust_read(c->arena, s->trust_path, &s->trust, f);
}

bool audited_open(const struct cli *c, const struct audit *s, const char *path, struct audited *out,
                  struct fail *f)
{
    out->trust = s->trust;
    report_add(c->arena, &out->report, "sandbox",
               s->sandbox.seccomp && s->sandbox.landlock ? CHECK_OK : CHECK_NOTE, "%s",
               s->sandboxed ? sandbox_text(c->arena, &s->sandbox) : "off, as asked for");
    if (!sealed_open(path, BALE_SIZE_LIMIT, &out->sealed, f)) {
        if (*f->name)
            report_add(c->arena, &out->report, f->name, CHECK_REFUSED, "%s", f->message);
        return false;
    }
    return (bale_open(c->arena, &out->sealed, s->trust, s->now, &out->report, &out->bale, f) ||
            fail_context(f, "%s", path));
}

/* --- printing --------------------------------------------------------------------------------- */

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
