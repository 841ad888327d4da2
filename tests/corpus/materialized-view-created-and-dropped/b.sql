CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, kind text, v numeric);
CREATE MATERIALIZED VIEW app.sums WITH (fillfactor = 70, toast.autovacuum_enabled = false) AS
    SELECT kind, sum(v) AS total FROM app.t GROUP BY kind;
CREATE UNIQUE INDEX sums_kind ON app.sums (kind);
CREATE INDEX sums_total ON app.sums (total) WHERE total > 0;
ALTER MATERIALIZED VIEW app.sums ALTER COLUMN kind SET STATISTICS 500, ALTER COLUMN kind SET STORAGE EXTERNAL;
COMMENT ON MATERIALIZED VIEW app.sums IS 'sums';
COMMENT ON COLUMN app.sums.total IS 'the sum';
COMMENT ON INDEX app.sums_kind IS 'one per kind';
GRANT SELECT ON app.sums TO pg_monitor;
GRANT UPDATE (kind) ON app.sums TO pg_monitor;
CREATE VIEW app.large AS SELECT * FROM app.sums WHERE total > 100;
CREATE MATERIALIZED VIEW app.empty AS SELECT 1 AS one WITH NO DATA;
