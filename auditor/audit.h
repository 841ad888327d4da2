/*
 * audit: what the auditor's commands share: options, opening a bale, printing foreign text.
 */
#ifndef PGBALE_AUDIT_H
#define PGBALE_AUDIT_H

#include "cli.h"
#include "json.h"
#include "open.h"

/* Options of the commands that take a bale. */
enum audit_option { AUDIT_TRUST, AUDIT_JSON, AUDIT_AT, AUDIT_SQL, AUDIT_OPTIONS };

bool audit_verify(struct cli *c, struct fail *f);
bool audit_show(struct cli *c, struct fail *f);
bool audit_trust(struct cli *c, struct fail *f);

/* A bale with what judged it. Zero it before audited_open. */
struct audited {
    struct sealed_bale sealed;
    struct trust *trust;
    struct bale_report report; /* also filled as far as it went when the bale is refused */
    struct bale *bale;
};

/* Opens operand 0 with --trust, as of --at or now. Release with audited_close in either case. */
bool audited_open(const struct cli *c, struct audited *out, struct fail *f) must_check;
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

/* The `show` command's two forms, and its section about row level security. */
void show_text(const struct cli *c, const struct audited *audited);
json_t *show_tree(const struct cli *c, const struct audited *audited);
void show_rls(struct arena *a, const struct bale_migration *m);

#endif
