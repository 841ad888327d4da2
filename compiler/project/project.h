/*
 * project: a user's project on disk: pgbale.ini, and the migrations in order.
 *
 * Every error names the file and the line. Unknown sections and keys are errors: a misspelt key that is
 * ignored is a setting that silently does not hold.
 *
 *     [project]
 *     name = hub                          lineage; must
 *     schemas = public, hub               managed schemas; must
 *     prelude = supabase                  built-in prelude, or none (default)
 *     environments = staging, prod        default: none, which means any
 *     role = hub_owner                    steps run as it on targets; default: as the login
 *     owners = hub_admin, hub_reader      roles whose objects are compared by owner; default: none
 *     notify = pgrst: reload schema       sent by the applier with each migration; default: nothing
 *     [client lndb]                       one section per client
 *     roles = anon, authenticated
 *     schemas = public                    what it sees; default: all managed schemas
 *     contract = contracts/lndb.sql       default: contracts/NAME.sql when it exists
 *     test = pytest tests/client          run by `test --client`; default: none
 *     [lint]
 *     RULE = error | warning | off
 */
#ifndef PGBALE_PROJECT_H
#define PGBALE_PROJECT_H

#include "bale.h"
#include "file.h"
#include "source.h"

struct project_client {
    const char *name;
    struct names roles, schemas;
    const char *contract; /* path, or NULL */
    const char *test;     /* command that tests the client against POSTGRES_DSN, or NULL */
    unsigned line;        /* of its first key in pgbale.ini */
};

struct project_rule {
    const char *rule, *level; /* level: "error", "warning", "off" */
    unsigned line;
};

struct project {
    const char *folder;    /* where pgbale.ini is; "." when it is the current folder */
    const char *ini;       /* path of pgbale.ini, as shown */
    const char *name;      /* lineage */
    struct names schemas;  /* managed, sorted, distinct */
    const char *prelude;   /* name of a built-in prelude, or NULL */
    struct names preludes; /* paths of prelude/ *.sql, sorted */
    struct names environments;
    const char *role; /* or NULL */
    struct names
        owners; /* roles whose ownership is compared, sorted; none: ownership is not part of the state */
    struct bale_notice notice;
    const struct project_client *clients;
    size_t n_clients;
    const struct project_rule *rules;
    size_t n_rules;
    const char *schema_folder, *migrations_folder; /* paths; they may not exist yet */
};

/*
 * Reads the project in `folder`; NULL: the nearest folder upwards from the current one that holds a
 * pgbale.ini. Does not read any SQL. Fails with FAIL_USAGE; project.none says what was looked for.
 */
bool project_open(struct arena *a, const char *folder, struct project *out, struct fail *f) must_check;

/* The same for a pgbale.ini of this text, which the folder need not hold yet. */
bool project_parse(struct arena *a, const char *folder, struct bytes ini, struct project *out,
                   struct fail *f) must_check;

enum breaks { BREAKS_UNDECLARED, BREAKS_NO, BREAKS_YES };

struct migration_client {
    const char *name;
    enum breaks breaks;
    const char *min_version;        /* SemVer, NULL: not given */
    unsigned breaks_line, min_line; /* in migration.ini; 0: not given */
};

struct migration_waiver {
    const char *rule, *reason;
    unsigned line;
};

struct migration {
    uint64_t sequence;
    const char *name;    /* folder name, "0042-add-project" */
    const char *slug;    /* "add-project" */
    const char *folder;  /* path */
    const char *ini;     /* path of migration.ini */
    const char *version; /* SemVer */
    unsigned version_line;
    const char *description; /* one line; empty when not given */
    const char *rls_review;  /* "NAME: REASON": who found right what it does to access, or NULL */
    const struct migration_client *clients; /* one per client of the project, in its order */
    size_t n_clients;
    const struct migration_waiver *waivers;
    size_t n_waivers;
    struct names steps; /* file names, sorted: "010-tables.sql"; at least one */
};

/*
 * Reads all migrations (their migration.ini and the names of their steps), ascending. Sequences must be
 * 1, 2, 3... and versions strictly greater from one to the next. No migrations folder: none.
 */
bool project_migrations(struct arena *a, const struct project *p, const struct migration **out, size_t *n,
                        struct fail *f) must_check;

/* Reads and checks the step files of a migration (SOURCE_STEP); paths are shown below the project. */
bool migration_steps(struct arena *a, const struct migration *m, const struct source_file **out, size_t *n,
                     struct fail *f) must_check;

/* The declared schema files; an empty or missing schema folder gives none. */
bool project_schema(struct arena *a, const struct project *p, const struct source_file **out, size_t *n,
                    struct fail *f) must_check;

/* The project's own prelude files (SOURCE_PRELUDE); the built-in prelude is not among them. */
bool project_prelude(struct arena *a, const struct project *p, const struct source_file **out, size_t *n,
                     struct fail *f) must_check;

#endif
