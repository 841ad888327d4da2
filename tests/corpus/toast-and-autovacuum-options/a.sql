CREATE TABLE t (id integer, v text) WITH (autovacuum_enabled = false, fillfactor = 70, toast.autovacuum_enabled = false);
CREATE MATERIALIZED VIEW m WITH (fillfactor = 80) AS SELECT id FROM t;
CREATE INDEX i ON t (id) WITH (fillfactor = 60);
