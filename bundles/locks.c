/*
 * locks: which lock a statement takes on tables that are there already. See objects.h.
 *
 * After PostgreSQL's documentation of explicit locking and of ALTER TABLE; the heaviest when words do not
 * tell.
 */
#include "objects.h"

#include "sql_scan.h"

#define ACCESS_EXCLUSIVE "ACCESS EXCLUSIVE"
#define EXCLUSIVE "EXCLUSIVE"
#define SHARE_ROW_EXCLUSIVE "SHARE ROW EXCLUSIVE"
#define SHARE "SHARE"
#define SHARE_UPDATE_EXCLUSIVE "SHARE UPDATE EXCLUSIVE"
#define ROW_EXCLUSIVE "ROW EXCLUSIVE"
#define ACCESS_SHARE "ACCESS SHARE"

static const struct {
    const char *tag, *lock, *concurrent; /* concurrent: with CONCURRENTLY; NULL: the same */
} by_tag[] = {
    { "INSERT", ROW_EXCLUSIVE, NULL },
    { "UPDATE", ROW_EXCLUSIVE, NULL },
    { "DELETE", ROW_EXCLUSIVE, NULL },
    { "MERGE", ROW_EXCLUSIVE, NULL },
    { "SELECT", ACCESS_SHARE, NULL },
    { "TRUNCATE TABLE", ACCESS_EXCLUSIVE, NULL },
    { "CREATE INDEX", SHARE, SHARE_UPDATE_EXCLUSIVE },
    { "DROP INDEX", ACCESS_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE },
    { "ALTER INDEX", ACCESS_EXCLUSIVE, NULL },
    { "REINDEX", ACCESS_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE },
    { "CREATE TRIGGER", SHARE_ROW_EXCLUSIVE, NULL },
    { "DROP TRIGGER", ACCESS_EXCLUSIVE, NULL },
    { "CREATE RULE", ACCESS_EXCLUSIVE, NULL },
    { "DROP RULE", ACCESS_EXCLUSIVE, NULL },
    { "CREATE POLICY", ACCESS_EXCLUSIVE, NULL },
    { "ALTER POLICY", ACCESS_EXCLUSIVE, NULL },
    { "DROP POLICY", ACCESS_EXCLUSIVE, NULL },
    { "DROP TABLE", ACCESS_EXCLUSIVE, NULL },
    { "DROP VIEW", ACCESS_EXCLUSIVE, NULL },
    { "DROP MATERIALIZED VIEW", ACCESS_EXCLUSIVE, NULL },
    { "DROP SCHEMA", ACCESS_EXCLUSIVE, NULL },
    { "ALTER VIEW", ACCESS_EXCLUSIVE, NULL },
    { "ALTER MATERIALIZED VIEW", ACCESS_EXCLUSIVE, NULL },
    { "REFRESH MATERIALIZED VIEW", ACCESS_EXCLUSIVE, EXCLUSIVE },
    { "CREATE STATISTICS", SHARE_UPDATE_EXCLUSIVE, NULL },
    { "COMMENT", SHARE_UPDATE_EXCLUSIVE, NULL },
    { "VACUUM", SHARE_UPDATE_EXCLUSIVE, NULL },
    { "ANALYZE", SHARE_UPDATE_EXCLUSIVE, NULL },
    { "CLUSTER", ACCESS_EXCLUSIVE, NULL },
    { "LOCK TABLE", ACCESS_EXCLUSIVE, NULL },
};

/* Lighter than ACCESS EXCLUSIVE, when it is the statement's only action. */
static const struct {
    const char *action, *lock;
} by_action[] = {
    { "validate", SHARE_UPDATE_EXCLUSIVE }, { "attach", SHARE_UPDATE_EXCLUSIVE },
    { "cluster", SHARE_UPDATE_EXCLUSIVE },  { "enable", SHARE_ROW_EXCLUSIVE },
    { "disable", SHARE_ROW_EXCLUSIVE },
};

/* ENABLE and DISABLE are light for triggers only. */
static bool about_rows(const struct sql_scan *s)
{
    for (size_t i = 0; i < s->n_head; i++)
        if (strcmp(s->head[i], "row") == 0)
            return true;
    return false;
}

static const char *of_alter_table(const struct sql_scan *s)
{
    if (s->n_actions != 1)
        return ACCESS_EXCLUSIVE;
    if (s->concurrently)
        return SHARE_UPDATE_EXCLUSIVE;
    for (size_t i = 0; i < countof(by_action); i++)
        if (strcmp(by_action[i].action, s->action) == 0)
            return about_rows(s) ? ACCESS_EXCLUSIVE : by_action[i].lock;
    return ACCESS_EXCLUSIVE;
}

const char *lock_of(struct bytes sql, const struct bale_statement *s)
{
    struct sql_found ignored = { .n = 0 };
    struct sql_scan scan;

    sql_scan_statement((struct bytes){ sql.at + s->start, (size_t)s->size }, &scan, &ignored);
    if (strcmp(s->tag, "ALTER TABLE") == 0)
        return of_alter_table(&scan);
    for (size_t i = 0; i < countof(by_tag); i++)
        if (strcmp(by_tag[i].tag, s->tag) == 0)
            return scan.concurrently && by_tag[i].concurrent ? by_tag[i].concurrent : by_tag[i].lock;
    return NULL;
}
