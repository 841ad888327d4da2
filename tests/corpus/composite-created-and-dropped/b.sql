CREATE SCHEMA app;
CREATE DOMAIN app.zip AS text CHECK (VALUE ~ '^[0-9]+$');
CREATE TYPE app.address AS (street text COLLATE "C", zip app.zip, "House no" integer, past app.zip[]);
CREATE TYPE app.empty AS ();
COMMENT ON TYPE app.address IS 'where';
COMMENT ON COLUMN app.address.zip IS 'digits';
GRANT USAGE ON TYPE app.address TO pg_monitor;
CREATE TABLE app.person (id integer, home app.address);
CREATE FUNCTION app.home(id integer) RETURNS SETOF app.address LANGUAGE sql STABLE
    AS $$ SELECT (p.home).* FROM app.person p WHERE p.id = $1 $$;
CREATE VIEW app.streets AS SELECT (home).street FROM app.person;
