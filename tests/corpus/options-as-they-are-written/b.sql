CREATE TABLE one (a int);
CREATE TABLE two (a int PRIMARY KEY, b text)
    WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_vacuum_threshold = 10, toast.autovacuum_enabled = false);
CREATE INDEX i ON one USING btree (a) WITH (fillfactor = 70, deduplicate_items = off);
CREATE VIEW v WITH (security_invoker = true, security_barrier = true) AS SELECT a FROM two;
CREATE MATERIALIZED VIEW m WITH (fillfactor = 80, autovacuum_enabled = false, toast.autovacuum_enabled = false) AS SELECT a, b FROM two;
CREATE UNIQUE INDEX im ON m (a) WITH (fillfactor = 80, deduplicate_items = off) WHERE b = ' WITH (fillfactor=80, deduplicate_items=off)';
