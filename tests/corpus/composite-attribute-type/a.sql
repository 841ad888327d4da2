CREATE SCHEMA app;
CREATE TYPE app.pair AS (a integer, b text);
CREATE FUNCTION app.one() RETURNS app.pair LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
