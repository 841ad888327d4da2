/*
 * session: see session.h.
 *
 * The values go into SQL text as they stand, so they hold no quote and no backslash. So does a role, because
 * bale_role_valid says so.
 */
#include "session.h"

#include "base.h"
#include "text.h"

/* lock_timeout and search_path are decided per bale, see session_step_settings. */
static const struct session_setting step_table[] = {
    { "role", "none" },
    { "standard_conforming_strings", "on" },
    { "check_function_bodies", "off" },
    { "row_security", "off" },
    { "statement_timeout", "0" },
    { "idle_in_transaction_session_timeout", "300000" },
    { "client_min_messages", "warning" },
    { "synchronous_commit", "on" },
    { "default_tablespace", "" },
    { "default_table_access_method", "heap" },
    { "DateStyle", "ISO, YMD" },
    { "IntervalStyle", "postgres" },
    { "TimeZone", "UTC" },
    { "transform_null_equals", "off" },
    { "xmloption", "content" },
};

/* pg_temp stands last, so that no temporary object of a step can pass for a catalog. */
static const struct session_setting digest_table[] = {
    { "role", "none" },
    { "search_path", "pg_catalog, pg_temp" },
    { "TimeZone", "UTC" },
    { "DateStyle", "ISO, YMD" },
    { "IntervalStyle", "postgres" },
    { "extra_float_digits", "1" },
    { "bytea_output", "hex" },
    { "quote_all_identifiers", "off" },
    { "standard_conforming_strings", "on" },
    { "row_security", "off" },
    { "jit", "off" },
    { "statement_timeout", "0" },
    { "client_min_messages", "warning" },
    { "transform_null_equals", "off" },
    { "xmloption", "content" },
};

const struct session_setting *session_step_table(size_t *count)
{
    *count = countof(step_table);
    return step_table;
}

const struct session_setting *session_digest_table(size_t *count)
{
    *count = countof(digest_table);
    return digest_table;
}

const char *session_search_path(const char *const *schemas, size_t n_schemas)
{
    for (size_t i = 0; i < n_schemas; i++)
        if (text_equal(schemas[i], "extensions"))
            return "public, extensions, pg_temp";
    return "public, pg_temp";
}

/* The list of settings begins at `start` of the text. */
static void add_setting(struct text *t, size_t start, const char *name, const char *value, bool lasting)
{
    text_separate(t, start, ", ");
    text_addf(t, "pg_catalog.set_config('%s', '%s', %s)", name, value, lasting ? "false" : "true");
}

const char *session_step_settings(struct arena *a, const struct session_step *s)
{
    /* One number instead of a row of values: the answer travels for each step. */
    static const char begin[] = "SELECT pg_catalog.num_nulls(";
    size_t start = sizeof begin - 1;
    struct text t = text_new(a);

    text_add(&t, begin);
    for (size_t i = 0; i < countof(step_table); i++)
        add_setting(&t, start, step_table[i].name, step_table[i].value, s->lasting);
    add_setting(&t, start, "search_path", session_search_path(s->schemas, s->n_schemas), s->lasting);
    add_setting(&t, start, "lock_timeout", format(a, "%u", s->lock_timeout), s->lasting);
    /* Only a superuser may set it, and only a superuser can have changed it. */
    text_addf(&t,
              ", CASE WHEN pg_catalog.current_setting('is_superuser') = 'on'"
              " THEN pg_catalog.set_config('session_replication_role', 'origin', %s) END",
              s->lasting ? "false" : "true");
    /* The last one: what stands before it is set with the rights of the login. */
    if (s->role)
        add_setting(&t, start, "role", s->role, s->lasting);
    text_add(&t, ")");
    return t.at;
}

const char *session_digest_settings(struct arena *a, bool lasting)
{
    struct text t = text_new(a);

    text_add(&t, "SELECT ");
    for (size_t i = 0; i < countof(digest_table); i++)
        add_setting(&t, sizeof "SELECT " - 1, digest_table[i].name, digest_table[i].value, lasting);
    return t.at;
}
