CREATE SCHEMA app;
CREATE TYPE app.pair AS (b text, a integer);
COMMENT ON TYPE app.pair IS 'two';
COMMENT ON COLUMN app.pair.b IS 'second';
CREATE FUNCTION app.one() RETURNS app.pair LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE VIEW app.v AS SELECT (app.one()).b;
