/*
 * init_command: "pgbale-apply init --print-sql": what a DBA runs once, so that applying needs no superuser.
 *
 * It only prints. The names go between double quotes in SQL, so they hold no quote: bale_role_valid.
 */
#include "bale_name.h"
#include "ledger.h"
#include "options.h"

static const char init_head[] =
    "-- Prepares a database for pgbale-apply. Run it once there, as a superuser or as a role that may "
    "create\n"
    "-- roles:  psql -X -v ON_ERROR_STOP=1 -f FILE DATABASE\n"
    "BEGIN;\n"
    "DO $$ BEGIN\n"
    "    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%s') THEN\n"
    "        CREATE ROLE \"%s\" NOLOGIN;\n"
    "    END IF;\n"
    "    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%s') THEN\n"
    "        CREATE ROLE \"%s\" LOGIN NOINHERIT;\n"
    "    END IF;\n"
    "END $$;\n"
    "-- The owner of the ledger, as whom nobody logs in.\n"
    "GRANT \"%s\" TO CURRENT_USER;\n"
    "DO $$ BEGIN\n"
    "    EXECUTE pg_catalog.format('GRANT CREATE ON DATABASE %%I TO \"%s\"', "
    "pg_catalog.current_database());\n"
    "END $$;\n"
    "SET LOCAL ROLE \"%s\";\n\n";

static const char init_tail[] =
    "\n-- The login reads the ledger and appends to it, and can do nothing else to it.\n"
    "GRANT USAGE ON SCHEMA pgbale TO \"%s\";\n"
    "GRANT SELECT ON ALL TABLES IN SCHEMA pgbale TO \"%s\";\n"
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgbale TO \"%s\";\n"
    "RESET ROLE;\n"
    "DO $$ BEGIN\n"
    "    EXECUTE pg_catalog.format('REVOKE CREATE ON DATABASE %%I FROM \"%s\"', "
    "pg_catalog.current_database());\n"
    "    EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %%I TO \"%s\"', "
    "pg_catalog.current_database());\n"
    "END $$;\n"
    "REVOKE \"%s\" FROM CURRENT_USER;\n";

static const char init_role[] =
    "\n-- Steps run as this role (role = %s in pgbale.ini); without SET ROLE the login has none of its "
    "rights.\n"
    "DO $$ BEGIN\n"
    "    IF pg_catalog.current_setting('server_version_num')::int >= 160000 THEN\n"
    "        EXECUTE 'GRANT \"%s\" TO \"%s\" WITH INHERIT FALSE, SET TRUE';\n"
    "    ELSE\n"
    "        GRANT \"%s\" TO \"%s\";\n"
    "    END IF;\n"
    "END $$;\n";

static const char init_own[] =
    "\n-- Steps run as the login itself, which must own what they alter. It may make new schemas:\n"
    "DO $$ BEGIN\n"
    "    EXECUTE pg_catalog.format('GRANT CREATE ON DATABASE %%I TO \"%s\"', "
    "pg_catalog.current_database());\n"
    "END $$;\n";

static bool role_check(const struct cli *c, size_t option, const char *name, struct fail *f)
{
    if (bale_role_valid(name))
        return true;
    fail(f, FAIL_USAGE, "--%s: \"%s\" is not a name that this can prepare", c->command->options[option].name,
         name);
    return fail_hint(f, "Use letters, digits, '_', '-' and '.', at most 63.");
}

/* What the target is to remember, when it is said here and not by the first apply. */
static bool print_identity(const struct cli *c, struct fail *f)
{
    const char *environment = cli_value(c, INIT_ENV), *lineage = cli_value(c, INIT_LINEAGE);

    if (!environment && !lineage)
        return true;
    if (!environment || !lineage)
        return fail(f, FAIL_USAGE, "--env and --lineage belong together: they say who the target is");
    if (!bale_name_valid(environment) || !bale_lineage_valid(lineage))
        return fail(f, FAIL_USAGE, "\"%s\" of \"%s\" cannot be the environment of a lineage", environment,
                    lineage);
    printf("\n-- The target is the environment %s of %s, and remembers that.\n"
           "SELECT pgbale.initialize('%s', '%s');\n",
           environment, lineage, environment, lineage);
    return true;
}

static bool names_check(const struct cli *c, const char *owner, const char *login, struct fail *f)
{
    const struct cli_values *roles = &c->values[INIT_ROLE], *schemas = &c->values[INIT_SCHEMA];

    if (!role_check(c, INIT_OWNER, owner, f) || !role_check(c, INIT_LOGIN, login, f))
        return false;
    for (size_t i = 0; i < roles->count; i++)
        if (!role_check(c, INIT_ROLE, roles->at[i], f))
            return false;
    for (size_t i = 0; i < schemas->count; i++)
        if (!role_check(c, INIT_SCHEMA, schemas->at[i], f))
            return false;
    return !text_equal(owner, login) ||
           fail(f, FAIL_USAGE, "the ledger must not belong to the login that applies: name two roles");
}

static void print_rights(const struct cli *c, const char *login)
{
    const struct cli_values *roles = &c->values[INIT_ROLE], *schemas = &c->values[INIT_SCHEMA];

    for (size_t i = 0; i < roles->count; i++) {
        const char *role = roles->at[i];
        printf(init_role, role, role, login, role, login);
    }
    if (roles->count == 0)
        printf(init_own, login);
    for (size_t i = 0; i < schemas->count; i++)
        printf("GRANT USAGE, CREATE ON SCHEMA \"%s\" TO \"%s\";\n", schemas->at[i],
               roles->count ? roles->at[0] : login);
}

bool command_init(struct cli *c, struct fail *f)
{
    const char *owner = cli_value(c, INIT_OWNER) ? cli_value(c, INIT_OWNER) : "pgbale_owner";
    const char *login = cli_value(c, INIT_LOGIN) ? cli_value(c, INIT_LOGIN) : "pgbale_apply";

    if (!cli_given(c, INIT_PRINT_SQL)) {
        fail(f, FAIL_USAGE, "\"init\" changes nothing itself: give --print-sql, read the result and run it");
        return fail_hint(f, "pgbale-apply init --print-sql --role=APP_OWNER > init.sql");
    }
    if (!names_check(c, owner, login, f))
        return false;
    printf(init_head, owner, owner, login, login, owner, owner, owner);
    fputs(ledger_text(), stdout);
    if (!print_identity(c, f))
        return false;
    printf(init_tail, login, login, login, owner, login, owner);
    print_rights(c, login);
    printf("COMMIT;\n-- Give the login a password, by \\password %s in psql.\n", login);
    return true;
}
