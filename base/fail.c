/*
 * fail: see fail.h.
 */
#include "fail.h"

#include "text.h"

static const char *const meanings[FAIL_CODES] = {
    [FAIL_NONE] = "done, or nothing to do",
    [FAIL_FAILED] = "failed",
    [FAIL_USAGE] = "usage: the command line or the project is not what it must be",
    [FAIL_BLOCKED] = "blocked by a finding (lint, verdict, pending changes under --check)",
    [FAIL_BALE] = "bale refused (frame, signature, trust, manifest)",
    [FAIL_POLICY] = "policy refused (environment, dates, receipt, sequence)",
    [FAIL_TARGET] = "target refused (drift, fork, preflight)",
    [FAIL_STEP] = "a step failed, all rolled back",
    [FAIL_SERVER] = "server unreachable or connection lost",
    [FAIL_LOCKED] = "locked by another applier, try again",
    [FAIL_STOPPED] = "stopped inside a standalone step, run again to resume",
};

const char *fail_meaning(enum fail_code code)
{
    return meanings[code];
}

static void put(char *at, size_t room, const char *pattern, va_list args) printf_like(3, 0);

static void put(char *at, size_t room, const char *pattern, va_list args)
{
    vsnprintf(at, room, pattern, args);
    /* Never end inside a UTF-8 sequence that was cut. */
    size_t size = strlen(at);
    if (size + 1 == room)
        while (size && ((uint8_t)at[size - 1] & 0x80))
            at[--size] = '\0';
}

/* What a server says may have several lines; the place and the name stand on the one that is read first. */
static void put_message(struct fail *f, const char *pattern, va_list args) printf_like(2, 0);

static void put_message(struct fail *f, const char *pattern, va_list args)
{
    put(f->message, sizeof f->message, pattern, args);
    for (char *c = f->message; *c; c++)
        if (*c == '\n')
            *c = ' ';
    for (size_t size = strlen(f->message); size && f->message[size - 1] == ' '; size--)
        f->message[size - 1] = '\0';
}

static void begin(struct fail *f, enum fail_code code, const char *name)
{
    f->code = code;
    f->detail[0] = f->hint[0] = '\0';
    snprintf(f->name, sizeof f->name, "%s", name);
}

bool fail(struct fail *f, enum fail_code code, const char *pattern, ...)
{
    va_list args;

    begin(f, code, "");
    va_start(args, pattern);
    put_message(f, pattern, args);
    va_end(args);
    return false;
}

bool fail_named(struct fail *f, enum fail_code code, const char *name, const char *pattern, ...)
{
    va_list args;

    begin(f, code, name);
    va_start(args, pattern);
    put_message(f, pattern, args);
    va_end(args);
    return false;
}

bool fail_detail(struct fail *f, const char *pattern, ...)
{
    size_t used = strlen(f->detail);
    va_list args;

    if (used && used + 1 < sizeof f->detail) {
        f->detail[used++] = '\n';
        f->detail[used] = '\0';
    }
    va_start(args, pattern);
    put(f->detail + used, sizeof f->detail - used, pattern, args);
    va_end(args);
    return false;
}

bool fail_hint(struct fail *f, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    put(f->hint, sizeof f->hint, pattern, args);
    va_end(args);
    return false;
}

bool fail_context(struct fail *f, const char *pattern, ...)
{
    char was[FAIL_TEXT];
    va_list args;

    memcpy(was, f->message, sizeof was);
    va_start(args, pattern);
    put(f->message, sizeof f->message, pattern, args);
    va_end(args);
    size_t used = strlen(f->message);
    snprintf(f->message + used, sizeof f->message - used, ": %.*s", (int)(sizeof f->message - used), was);
    return false;
}

/* One line stands behind its label; several, which may point at columns, all stand below it. */
static void print_part(struct arena *a, const char *program, const char *label, const char *text, FILE *out)
{
    const char *safe = text_without_secrets(a, text);
    const char *shown = text_shown(a, safe, strlen(safe), true);
    bool several = strchr(shown, '\n') != NULL;

    if (several)
        fprintf(out, "%s: %s:\n", program, label);
    for (const char *line = shown; *line;) {
        size_t size = strcspn(line, "\n");
        if (!several)
            fprintf(out, "%s: %s: %.*s\n", program, label, (int)size, line);
        else
            fprintf(out, "    %.*s\n", (int)size, line);
        line += size + (line[size] == '\n');
    }
}

void fail_print(const struct fail *f, const char *program, FILE *out)
{
    owned(arena_release) struct arena *a = arena_new();

    const char *message = f->name[0] ? format(a, "%s [%s]", f->message, f->name) : f->message;
    print_part(a, program, "error", message, out);
    print_part(a, program, "detail", f->detail, out);
    print_part(a, program, "hint", f->hint, out);
}
