/*
 * Command tags and transaction rules, statement by statement, against a real server.
 */
#include "load.h"
#include "scratch.h"
#include "source.h"

#include <criterion/criterion.h>
#include <ctype.h>

/* Run in this order; each must be accepted. */
static const char script[] =
    "CREATE SCHEMA s;\n"
    "ALTER SCHEMA s RENAME TO s2; ALTER SCHEMA s2 OWNER TO postgres; ALTER SCHEMA s2 RENAME TO s;\n"
    "CREATE TYPE s.e AS ENUM ('a', 'b'); ALTER TYPE s.e ADD VALUE 'c'; ALTER TYPE s.e RENAME VALUE 'c' TO "
    "'d';\n"
    "CREATE TYPE s.c AS (x int, y text); ALTER TYPE s.c ADD ATTRIBUTE z int;\n"
    "ALTER TYPE s.c RENAME ATTRIBUTE z TO w; ALTER TYPE s.c OWNER TO postgres; ALTER TYPE s.c SET SCHEMA s;\n"
    "CREATE TYPE s.r AS RANGE (subtype = float8); CREATE TYPE s.shell;\n"
    "CREATE DOMAIN s.d AS int; ALTER DOMAIN s.d ADD CONSTRAINT ck CHECK (VALUE > 0) NOT VALID;\n"
    "ALTER DOMAIN s.d VALIDATE CONSTRAINT ck; ALTER DOMAIN s.d RENAME CONSTRAINT ck TO ck2;\n"
    "ALTER DOMAIN s.d DROP CONSTRAINT ck2; ALTER DOMAIN s.d SET DEFAULT 1; ALTER DOMAIN s.d RENAME TO d2;\n"
    "CREATE SEQUENCE s.q; ALTER SEQUENCE s.q INCREMENT 2; ALTER SEQUENCE s.q OWNER TO postgres;\n"
    "ALTER SEQUENCE s.q RENAME TO q2; ALTER TABLE s.q2 SET SCHEMA s;\n"
    "CREATE TABLE s.t (id int PRIMARY KEY, a text, b int);\n"
    "ALTER TABLE s.t ADD COLUMN c int; ALTER TABLE s.t RENAME COLUMN c TO c2; ALTER TABLE s.t DROP COLUMN "
    "c2;\n"
    "ALTER TABLE s.t ADD CONSTRAINT ck CHECK (b > 0) NOT VALID; ALTER TABLE s.t VALIDATE CONSTRAINT ck;\n"
    "ALTER TABLE s.t RENAME CONSTRAINT ck TO ck2; ALTER TABLE s.t OWNER TO postgres;\n"
    "ALTER TABLE s.t ENABLE ROW LEVEL SECURITY; ALTER TABLE s.t FORCE ROW LEVEL SECURITY;\n"
    "CREATE POLICY p ON s.t USING (true); ALTER POLICY p ON s.t USING (false); ALTER POLICY p ON s.t RENAME "
    "TO p2;\n"
    "CREATE TABLE s.part (k int) PARTITION BY RANGE (k);\n"
    "CREATE TABLE s.part1 PARTITION OF s.part FOR VALUES FROM (0) TO (10);\n"
    "ALTER TABLE s.part DETACH PARTITION s.part1 CONCURRENTLY;\n"
    "ALTER TABLE s.part ATTACH PARTITION s.part1 FOR VALUES FROM (0) TO (10);\n"
    "ALTER TABLE s.part DETACH PARTITION s.part1;\n"
    "CREATE INDEX i ON s.t (a); CREATE UNIQUE INDEX CONCURRENTLY i2 ON s.t (a, b); ALTER INDEX s.i RENAME TO "
    "i3;\n"
    "ALTER INDEX s.i3 SET (fillfactor = 50); ALTER TABLE s.i3 RENAME TO i4;\n"
    "REINDEX INDEX s.i4; REINDEX TABLE s.t; REINDEX INDEX CONCURRENTLY s.i4; REINDEX SCHEMA s;\n"
    "REINDEX (CONCURRENTLY true) TABLE s.t; REINDEX (CONCURRENTLY false) TABLE s.t;\n"
    "CLUSTER s.t USING i4; CLUSTER; VACUUM s.t; VACUUM (ANALYZE) s.t; ANALYZE s.t; CHECKPOINT;\n"
    "CREATE STATISTICS s.st ON a, b FROM s.t; ALTER STATISTICS s.st SET STATISTICS 10;\n"
    "ALTER STATISTICS s.st RENAME TO st2;\n"
    "CREATE VIEW s.v AS SELECT a FROM s.t; CREATE OR REPLACE VIEW s.v AS SELECT a FROM s.t;\n"
    "ALTER VIEW s.v RENAME COLUMN a TO aa; ALTER VIEW s.v SET (security_barrier); ALTER VIEW s.v OWNER TO "
    "postgres;\n"
    "ALTER VIEW s.v RENAME TO v2; ALTER TABLE s.v2 RENAME TO v3;\n"
    "CREATE MATERIALIZED VIEW s.m AS SELECT 1 AS x; CREATE MATERIALIZED VIEW s.m2 AS SELECT 1 AS x WITH NO "
    "DATA;\n"
    "ALTER MATERIALIZED VIEW s.m RENAME COLUMN x TO y; ALTER MATERIALIZED VIEW s.m2 RENAME TO m3;\n"
    "REFRESH MATERIALIZED VIEW s.m; CREATE UNIQUE INDEX ON s.m (y); REFRESH MATERIALIZED VIEW CONCURRENTLY "
    "s.m;\n"
    "CREATE TABLE s.ta AS SELECT 1 AS x; CREATE TABLE s.tb AS SELECT 1 AS x WITH NO DATA; SELECT 1 AS x INTO "
    "s.tc;\n"
    "CREATE TABLE IF NOT EXISTS s.td AS VALUES (1); CREATE TABLE s.te AS TABLE s.ta;\n"
    "CREATE RULE ru AS ON INSERT TO s.ta DO ALSO (SELECT 1; SELECT 2); ALTER RULE ru ON s.ta RENAME TO ru2;\n"
    "CREATE FUNCTION s.f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION s.f(int) STABLE;\n"
    "ALTER FUNCTION s.f(int) RENAME TO f2; ALTER FUNCTION s.f2(int) OWNER TO postgres;\n"
    "ALTER ROUTINE s.f2(int) VOLATILE; ALTER ROUTINE s.f2(int) RENAME TO f; ALTER FUNCTION s.f(int) SET "
    "SCHEMA s;\n"
    "CREATE PROCEDURE s.pr() LANGUAGE sql AS 'SELECT 1'; ALTER PROCEDURE s.pr() SECURITY DEFINER; CALL "
    "s.pr();\n"
    "CREATE FUNCTION s.at() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;\n"
    "CREATE FUNCTION s.tg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\n"
    "CREATE TRIGGER tr BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.tg();\n"
    "ALTER TRIGGER tr ON s.t RENAME TO tr2; ALTER TRIGGER tr2 ON s.t DEPENDS ON EXTENSION plpgsql;\n"
    "ALTER TABLE s.t DISABLE TRIGGER tr2;\n"
    "CREATE FUNCTION s.ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';\n"
    "CREATE EVENT TRIGGER et ON ddl_command_start EXECUTE FUNCTION s.ev(); ALTER EVENT TRIGGER et DISABLE;\n"
    "ALTER EVENT TRIGGER et RENAME TO et2; DROP EVENT TRIGGER et2;\n"
    "CREATE AGGREGATE s.agg (int) (sfunc = int4pl, stype = int); ALTER AGGREGATE s.agg (int) RENAME TO "
    "agg2;\n"
    "CREATE OPERATOR s.=== (leftarg = int, rightarg = int, function = int4pl);\n"
    "ALTER OPERATOR s.=== (int, int) SET (restrict = NONE); ALTER OPERATOR s.=== (int, int) OWNER TO "
    "postgres;\n"
    "CREATE OPERATOR FAMILY s.of USING btree; CREATE OPERATOR CLASS s.oc FOR TYPE int USING btree FAMILY "
    "s.of AS\n"
    "  OPERATOR 1 <, FUNCTION 1 btint4cmp(int, int);\n"
    "ALTER OPERATOR FAMILY s.of USING btree ADD OPERATOR 2 <= (int, int);\n"
    "ALTER OPERATOR CLASS s.oc USING btree RENAME TO oc2; ALTER OPERATOR FAMILY s.of USING btree RENAME TO "
    "of2;\n"
    "CREATE CAST (s.c AS text) WITH INOUT; CREATE COLLATION s.co FROM \"C\"; ALTER COLLATION s.co RENAME TO "
    "co2;\n"
    "CREATE CONVERSION s.cv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8; ALTER CONVERSION s.cv RENAME TO "
    "cv2;\n"
    "CREATE TEXT SEARCH DICTIONARY s.di (template = simple); ALTER TEXT SEARCH DICTIONARY s.di (accept = "
    "false);\n"
    "CREATE TEXT SEARCH CONFIGURATION s.tc (copy = pg_catalog.simple);\n"
    "ALTER TEXT SEARCH CONFIGURATION s.tc DROP MAPPING FOR word; ALTER TEXT SEARCH CONFIGURATION s.tc RENAME "
    "TO tc2;\n"
    "CREATE TEXT SEARCH PARSER s.tp (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end,\n"
    "  lextypes = prsd_lextype);\n"
    "CREATE TEXT SEARCH TEMPLATE s.tt (lexize = dsimple_lexize);\n"
    "ALTER TEXT SEARCH TEMPLATE s.tt RENAME TO tt2; ALTER TEXT SEARCH PARSER s.tp RENAME TO tp2;\n"
    "CREATE ACCESS METHOD am TYPE INDEX HANDLER bthandler; CREATE LANGUAGE plx HANDLER "
    "plpgsql_call_handler;\n"
    "ALTER LANGUAGE plx RENAME TO ply;\n"
    "CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));\n"
    "CREATE FOREIGN DATA WRAPPER w; ALTER FOREIGN DATA WRAPPER w OPTIONS (ADD x 'y'); CREATE SERVER sv "
    "FOREIGN DATA\n"
    "WRAPPER w; ALTER SERVER sv OPTIONS (ADD x 'y'); CREATE USER MAPPING FOR CURRENT_USER SERVER sv;\n"
    "ALTER USER MAPPING FOR CURRENT_USER SERVER sv OPTIONS (ADD x 'y');\n"
    "CREATE FOREIGN TABLE s.ft (a int) SERVER sv; ALTER FOREIGN TABLE s.ft ADD COLUMN b int;\n"
    "ALTER FOREIGN TABLE s.ft RENAME COLUMN b TO c; ALTER FOREIGN TABLE s.ft RENAME TO ft2;\n"
    "ALTER SERVER sv RENAME TO sv2; ALTER SERVER sv2 OWNER TO postgres;\n"
    "CREATE PUBLICATION pu FOR TABLE s.ta; ALTER PUBLICATION pu ADD TABLE s.tb; ALTER PUBLICATION pu RENAME "
    "TO pu2;\n"
    "CREATE SUBSCRIPTION su CONNECTION 'dbname=nowhere' PUBLICATION pu WITH (connect = false);\n"
    "ALTER SUBSCRIPTION su DISABLE; ALTER SUBSCRIPTION su SET (slot_name = NONE); ALTER SUBSCRIPTION su "
    "RENAME TO su2;\n"
    "DROP SUBSCRIPTION su2;\n"
    "CREATE ROLE ro; ALTER ROLE ro NOLOGIN; ALTER ROLE ro SET work_mem = '1MB'; ALTER ROLE ro RENAME TO "
    "ro2;\n"
    "CREATE USER us; CREATE GROUP gr; GRANT ro2 TO us; REVOKE ro2 FROM us; ALTER GROUP gr ADD USER us;\n"
    "GRANT SELECT ON s.t TO ro2; GRANT SELECT (a) ON s.t TO ro2; REVOKE SELECT ON s.t FROM ro2;\n"
    "GRANT USAGE ON SCHEMA s TO ro2; ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO ro2;\n"
    "REASSIGN OWNED BY ro2 TO postgres; DROP OWNED BY ro2; DROP ROLE ro2; DROP USER us; DROP GROUP gr;\n"
    "COMMENT ON TABLE s.t IS 'x'; COMMENT ON COLUMN s.t.a IS NULL;\n"
    "INSERT INTO s.t VALUES (1, 'a', 1), (2, 'b', 2); UPDATE s.t SET b = 3; DELETE FROM s.t WHERE id = 2;\n"
    "MERGE INTO s.t USING (VALUES (1)) x (i) ON id = i WHEN MATCHED THEN UPDATE SET b = 4;\n"
    "WITH d AS (DELETE FROM s.t RETURNING *) INSERT INTO s.t SELECT * FROM d; SELECT * FROM s.t; VALUES (1); "
    "TABLE s.t;\n"
    "SELECT * FROM s.t FOR UPDATE; TRUNCATE s.t; COPY s.t TO '/dev/null'; DO $$ BEGIN END $$;\n"
    "EXPLAIN SELECT 1; SHOW work_mem; SET work_mem = '1MB'; SET LOCAL work_mem = '2MB'; RESET work_mem; "
    "RESET ALL;\n"
    "SET TIME ZONE 'UTC'; SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; SET CONSTRAINTS ALL "
    "DEFERRED;\n"
    "DISCARD PLANS; DISCARD SEQUENCES; DISCARD TEMP; LISTEN ch; NOTIFY ch; UNLISTEN ch; UNLISTEN *; LOAD "
    "'plpgsql';\n"
    "PREPARE ps AS SELECT 1; DEALLOCATE ps; DEALLOCATE ALL; DISCARD ALL;\n"
    "BEGIN; SAVEPOINT sp; ROLLBACK TO sp; RELEASE sp; DECLARE cu CURSOR FOR SELECT 1; FETCH cu; MOVE cu; "
    "CLOSE cu;\n"
    "CLOSE ALL; LOCK TABLE s.t; COMMIT; START TRANSACTION; ROLLBACK; BEGIN; END; BEGIN; ABORT;\n"
    "SELECT lo_create(4242); ALTER LARGE OBJECT 4242 OWNER TO postgres;\n"
    "CREATE EXTENSION IF NOT EXISTS plpgsql; ALTER EXTENSION plpgsql SET SCHEMA pg_catalog;\n"
    "ALTER EXTENSION plpgsql ADD FUNCTION s.f(int); ALTER EXTENSION plpgsql DROP FUNCTION s.f(int);\n"
    "ALTER FUNCTION s.f(int) DEPENDS ON EXTENSION plpgsql; ALTER SYSTEM SET work_mem = '4MB'; ALTER SYSTEM "
    "RESET ALL;\n"
    "CREATE DATABASE db2; ALTER DATABASE db2 SET work_mem = '1MB'; ALTER DATABASE db2 CONNECTION LIMIT 5;\n"
    "ALTER DATABASE db2 RENAME TO db3; ALTER DATABASE db3 OWNER TO postgres; DROP DATABASE db3;\n"
    "ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE pg_default; ALTER TABLESPACE pg_default SET\n"
    "(random_page_cost = 4);\n"
    "DROP TRANSFORM FOR int LANGUAGE sql; DROP LANGUAGE ply; DROP ACCESS METHOD am; DROP TEXT SEARCH "
    "TEMPLATE s.tt2;\n"
    "DROP TEXT SEARCH PARSER s.tp2; DROP TEXT SEARCH CONFIGURATION s.tc2; DROP TEXT SEARCH DICTIONARY s.di;\n"
    "DROP CONVERSION s.cv2; DROP COLLATION s.co2; DROP CAST (s.c AS text); DROP OPERATOR CLASS s.oc2 USING "
    "btree;\n"
    "DROP OPERATOR FAMILY s.of2 USING btree; DROP OPERATOR s.=== (int, int); DROP AGGREGATE s.agg2 (int);\n"
    "DROP PUBLICATION pu2; DROP FOREIGN TABLE s.ft2; DROP USER MAPPING FOR CURRENT_USER SERVER sv2; DROP "
    "SERVER sv2;\n"
    "DROP FOREIGN DATA WRAPPER w; DROP TRIGGER tr2 ON s.t; DROP RULE ru2 ON s.ta; DROP POLICY p2 ON s.t;\n"
    "DROP INDEX CONCURRENTLY s.i2; DROP INDEX s.i4; DROP STATISTICS s.st2; DROP MATERIALIZED VIEW s.m3;\n"
    "DROP VIEW s.v3; DROP FUNCTION s.tg(); DROP PROCEDURE s.pr(); DROP ROUTINE s.f(int); DROP SEQUENCE "
    "s.q2;\n"
    "DROP DOMAIN s.d2; DROP TYPE s.e; DROP TABLE s.t, s.part; DROP TABLE IF EXISTS s.t; DROP SCHEMA s "
    "CASCADE;\n"
    "DROP EXTENSION plpgsql CASCADE;\n";

static const char *without_counts(struct arena *a, const char *status)
{
    size_t size = strlen(status);

    while (size && (isdigit((unsigned char)status[size - 1]) || status[size - 1] == ' '))
        size--;
    return arena_copy(a, status, size);
}

static bool is_transaction(const struct source_statement *s)
{
    return text_equal(s->node, "TransactionStmt");
}

/* What the server says to the statement inside a transaction block that is rolled back. */
static void check_transaction(PGconn *db, const struct source_statement *s, const char *sql)
{
    pg_clear(&(PGresult *){ PQexec(db, "BEGIN") });
    owned(pg_clear) PGresult *r = PQexecParams(db, sql, 0, NULL, NULL, NULL, NULL, 0);
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    bool refused = state && strcmp(state, "25001") == 0;

    pg_clear(&(PGresult *){ PQexec(db, "ROLLBACK") });
    /* A subscription without a slot may be dropped in a transaction; the text does not show it. */
    if (text_equal(s->node, "DropSubscriptionStmt"))
        return;
    cr_expect_eq(s->in_transaction_ok, !refused, "%s: the server says %s in a transaction", sql,
                 state ? state : "yes");
}

Test(tags, every_statement_against_a_server, .timeout = 120)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *s = NULL;
    owned(pg_finish) PGconn *db = NULL;
    struct source_file file;
    struct fail f = { 0 };
    bool open = false;

    cr_assert(source_parse(a, "script.sql", bytes_of(script), SOURCE_ANY, &file, &f), "%s", f.message);
    cr_assert(scratch_open(a, NULL, 0, &s, &f), "%s %s", f.message, f.detail);
    cr_assert(scratch_database(s, NULL, &db, &f), "%s", f.message);
    for (size_t i = 0; i < file.n_statements; i++) {
        const struct source_statement *st = &file.statements[i];
        const char *sql = source_text(a, &file, st);
        open = PQtransactionStatus(db) == PQTRANS_INTRANS;
        /* A rollback does not take PREPARE back. */
        if (!open && !is_transaction(st) && !text_ends(st->tag, "PREPARE") &&
            !text_starts(st->tag, "DEALLOCATE"))
            check_transaction(db, st, sql);
        owned(pg_clear) PGresult *r = PQexecParams(db, sql, 0, NULL, NULL, NULL, NULL, 0);
        const char *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
        cr_assert(!message, "%s: %s", sql, message);
        cr_expect_str_eq(st->tag, without_counts(a, PQcmdStatus(r)), "%s: \"%s\", the server says \"%s\"",
                         sql, st->tag, PQcmdStatus(r));
        cr_expect(st->n_capabilities > 0, "%s has no capability", sql);
    }
}
