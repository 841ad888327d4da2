CREATE SCHEMA app;
CREATE TYPE app.pair AS (a integer, b text, gone date);
COMMENT ON TYPE app.pair IS 'two';
COMMENT ON COLUMN app.pair.b IS 'second';
CREATE TABLE app.t (id integer, p app.pair, more app.pair DEFAULT ROW(1, 'x', NULL));
CREATE INDEX ON app.t (((p).a));
CREATE FUNCTION app.first(app.pair) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT ($1).b $$;
CREATE VIEW app.v AS SELECT id, app.first(p) AS b FROM app.t;
