CREATE SCHEMA app;
CREATE TYPE app.pair AS (a bigint, b text COLLATE "C");
CREATE FUNCTION app.one() RETURNS app.pair LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
