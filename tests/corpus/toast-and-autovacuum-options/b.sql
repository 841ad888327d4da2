CREATE TABLE t (id integer, v text) WITH (autovacuum_vacuum_scale_factor = 0.1, toast.autovacuum_vacuum_threshold = 7);
CREATE MATERIALIZED VIEW m WITH (fillfactor = 90) AS SELECT id FROM t;
CREATE INDEX i ON t (id) WITH (fillfactor = 50);
