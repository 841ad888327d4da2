CREATE SCHEMA app;
CREATE DOMAIN app.amount AS bigint;
COMMENT ON DOMAIN app.amount IS 'stays';
GRANT USAGE ON TYPE app.amount TO pg_monitor;
CREATE FUNCTION app.twice(a app.amount) RETURNS app.amount LANGUAGE sql IMMUTABLE AS $$ SELECT a * 2 $$;
CREATE VIEW app.v AS SELECT app.twice(3) AS six;
GRANT SELECT ON app.v TO pg_monitor;
