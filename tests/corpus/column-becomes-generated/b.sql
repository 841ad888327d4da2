CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, price integer, many integer, total integer NOT NULL GENERATED ALWAYS AS (price * many) STORED, s integer GENERATED ALWAYS AS (price + 1) STORED);
COMMENT ON COLUMN app.t.total IS 'what it costs';
GRANT SELECT (id, total) ON app.t TO PUBLIC;
CREATE INDEX total ON app.t (total) WHERE total > 5;
CREATE VIEW app.v AS SELECT id, total FROM app.t;
CREATE TABLE app.base (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED) PARTITION BY RANGE (a);
CREATE TABLE app.part PARTITION OF app.base FOR VALUES FROM (0) TO (10);
