/*
 * command: what the commands of pgbale-apply share: options, the environment, opening a bale.
 */
#ifndef PGBALE_COMMAND_H
#define PGBALE_COMMAND_H

#include "cli.h"
#include "json.h"
#include "open.h"
#include "target.h"

/* Options that stand first, in this order, in the table of every command. */
enum command_option { OPTION_JSON, OPTION_TRUST, OPTION_ENV, OPTION_DSN, OPTIONS_SHARED };

#define COMMAND_JSON                                                                                         \
    {                                                                                                        \
        .name = "json", .help = "print canonical JSON on standard output"                                    \
    }
#define COMMAND_TRUST                                                                                        \
    {                                                                                                        \
        .name = "trust", .value = "FILE",                                                                    \
        .help = "trust store (default: PGBALE_TRUST, else /etc/pgbale/trust.json)"                           \
    }
#define COMMAND_ENV                                                                                          \
    {                                                                                                        \
        .name = "env", .value = "NAME",                                                                      \
        .help =                                                                                              \
            "environment of the target (default: PGBALE_ENV, else LAMIN_ENV;\nthere is no other default)"    \
    }
#define COMMAND_DSN                                                                                          \
    {                                                                                                        \
        .name = "dsn", .value = "DSN", .secret = true,                                                       \
        .help = "the target (default: POSTGRES_DSN, else libpq's own variables);\n"                          \
                "a password is better kept in a password file or a variable"                                 \
    }

/* A bale that was verified, with what it was verified against. */
struct opened {
    struct sealed_bale sealed;
    struct trust *trust;
    struct bale *bale;
    struct bale_report report;
    uint64_t now;
};
void opened_close(struct opened *o); /* for owned(opened_close) */

/* Verifies the bale that the first operand names. */
bool command_open(struct cli *c, struct opened *out, struct fail *f) must_check;

/* Reads the trust store that --trust, PGBALE_TRUST or the default names. */
bool command_trust(struct cli *c, struct trust **out, struct fail *f) must_check;

/* --env, PGBALE_ENV, LAMIN_ENV; NULL when none says anything. */
const char *command_environment(const struct cli *c);

/* The same; fails with FAIL_USAGE when there is none. */
bool command_need_environment(const struct cli *c, const char **out, struct fail *f) must_check;

/*
 * Connects as --dsn says. A trust store and an environment may be missing: then TCP needs verify-full.
 * `read_only`: the session cannot change anything.
 */
bool command_connect(struct cli *c, const struct opened *o, const char *environment, bool read_only,
                     struct target *out, struct fail *f) must_check;

/* A time such as "500ms", "60s" or "2min"; a plain number is seconds. At most one day, in milliseconds. */
bool command_duration(const struct cli *c, size_t option, unsigned preset, unsigned *out,
                      struct fail *f) must_check;

/* Prints the object as canonical JSON. Takes ownership. */
void command_print_json(struct cli *c, json_t *object);

/* With --json, prints the failure as JSON too; returns false. */
bool command_failed(struct cli *c, const struct fail *f);

/* Prints foreign text, escaped, with a label: "label       text". */
void command_line(struct cli *c, const char *label, const char *pattern, ...) printf_like(3, 4);

/* Adds what there is to say about a migration: sequence, id, name, version. */
void command_put_migration(json_t *object, const struct bale_migration *m);

bool command_verify(struct cli *c, struct fail *f);
bool command_plan(struct cli *c, struct fail *f);
bool command_apply(struct cli *c, struct fail *f);
bool command_status(struct cli *c, struct fail *f);
bool command_log(struct cli *c, struct fail *f);
bool command_init(struct cli *c, struct fail *f);
bool command_receipt(struct cli *c, struct fail *f);
bool command_baseline(struct cli *c, struct fail *f);

#endif
