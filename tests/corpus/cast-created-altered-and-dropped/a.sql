CREATE SCHEMA app;
CREATE TYPE app.pair AS (a integer, b integer);
CREATE FUNCTION app.to_int(p app.pair) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT (p).a $$;
CREATE CAST (app.pair AS integer) WITH FUNCTION app.to_int(app.pair);
CREATE CAST (app.pair AS text) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (app.pair AS integer) IS 'stays';
CREATE VIEW app.v AS SELECT ROW(1, 2)::app.pair::integer AS i;
