CREATE SCHEMA app;
CREATE AGGREGATE app.total(integer) (SFUNC = int4_sum, STYPE = bigint, INITCOND = '1', PARALLEL = RESTRICTED);
CREATE AGGREGATE app.kind(integer) (SFUNC = int4_sum, STYPE = bigint);
COMMENT ON AGGREGATE app.kind(integer) IS 'stays';
CREATE TABLE app.t (v integer);
CREATE VIEW app.v AS SELECT app.total(v) AS total, app.kind(v) AS k FROM app.t;
