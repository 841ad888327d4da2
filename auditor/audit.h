/*
 * audit: what the auditor's commands share: options, the sandbox, opening bales, printing foreign text.
 *
 * A command calls audit_begin, names the files that it will use with sandbox_read and sandbox_write, and then
 * audit_enter: from there on nothing else can be opened, and what nobody has authenticated may be read.
 */
#ifndef PGBALE_AUDIT_H
#define PGBALE_AUDIT_H

#include "cli.h"
#include "json.h"
#include "open.h"
#include "sandbox.h"

/* Options that every command has; its own come after them. AUDIT_JSON is for those that show something. */
enum audit_option {
    AUDIT_TRUST,
    AUDIT_AT,
    AUDIT_SANDBOX,
    AUDIT_COMMON,
    AUDIT_JSON = AUDIT_COMMON,
    AUDIT_WITH_JSON
};

#define AUDIT_COMMON_OPTIONS                                                                                 \
    [AUDIT_TRUST] = { .name = "trust", .value = "FILE", .help = "trust store (default: PGBALE_TRUST)" },     \
    [AUDIT_AT] = { .name = "at",                                                                             \
                   .value = "SECONDS",                                                                       \
                   .help = "judge keys as of this time (seconds since 1970), not now" },                     \
    [AUDIT_SANDBOX] = { .name = "sandbox",                                                                   \
                        .value = "MODE",                                                                     \
                        .help = "auto (default): as far as the kernel can; require; off" }
#define AUDIT_JSON_OPTION [AUDIT_JSON] = { .name = "json", .help = "print JSON instead of text" }

extern const struct cli_command command_verify, command_show, command_compare, command_approve,
    command_export, command_extract, command_trust;

/* One run of a command. */
struct audit {
    const char *trust_path;
    uint64_t now;
    struct sandbox_paths paths;
    struct sandbox sandbox;
    bool sandboxed;      /* false: --sandbox=off */
    struct trust *trust; /* after audit_enter */
};

/* Reads the common options. The trust store is among the files that may be read. */
bool audit_begin(const struct cli *c, struct audit *out, struct fail *f) must_check;

/* The parts of audit_begin and audit_enter, for commands that need no trust store of their own. */
bool audit_judging_time(const struct cli *c, struct audit *s, struct fail *f) must_check;
bool audit_confine(const struct cli *c, struct audit *s, struct fail *f) must_check;

/* Enters the sandbox and reads the trust store. */
bool audit_enter(const struct cli *c, struct audit *s, struct fail *f) must_check;

/* A bale with the checks that were made on it. Zero it before audited_open. */
struct audited {
    struct sealed_bale sealed;
    const struct trust *trust;
    struct bale_report report; /* also filled as far as it went when the bale is refused */
    struct bale *bale;
};

/* Opens a bale. Release with audited_close in either case. */
bool audited_open(const struct cli *c, const struct audit *s, const char *path, struct audited *out,
                  struct fail *f) must_check;
void audited_close(struct audited *audited); /* for owned(audited_close) */

/* Foreign text on one line, made safe for a terminal. */
const char *shown(struct arena *a, const char *foreign);

/* "LABEL   text" under an indent of `level` * 2 spaces; text is escaped. */
void print_field(struct arena *a, int level, const char *label, const char *pattern, ...) printf_like(4, 5);

/* Names joined by ", ", or `none` when there are none. */
const char *joined(struct arena *a, const char *const *names, size_t n, const char *none);

/* "2026-01-31 12:00:00 UTC" */
const char *time_text(struct arena *a, uint64_t seconds);

/* Canonical JSON on stdout. Takes the tree over. */
void print_json(struct arena *a, json_t *owned_tree);

/* The two forms of a migration's steps and its section about row level security. */
void show_migration(const struct cli *c, const struct bale_migration *m, bool with_sql);
json_t *migration_tree(const struct cli *c, const struct bale_migration *m, bool with_sql);
json_t *show_tree(const struct cli *c, const struct audited *audited, bool with_sql);
void show_rls(struct arena *a, const struct bale_migration *m);

/* "lndb: BREAKS, needs at least 1.10.0", one line per client. */
void show_clients(struct arena *a, int level, const struct bale_migration *m);

#endif
