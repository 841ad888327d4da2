CREATE SCHEMA app;
CREATE TYPE app.pair AS (a integer, b integer);
CREATE DOMAIN app.d AS integer;
CREATE FUNCTION app.to_int(p app.pair) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT (p).a $$;
CREATE FUNCTION app.to_pair(i bigint) RETURNS app.pair LANGUAGE sql IMMUTABLE AS $$ SELECT ROW(i, i)::app.pair $$;
CREATE CAST (app.pair AS integer) WITH FUNCTION app.to_int(app.pair) AS IMPLICIT;
CREATE CAST (bigint AS app.pair) WITH FUNCTION app.to_pair(bigint) AS ASSIGNMENT;
COMMENT ON CAST (app.pair AS integer) IS 'stays';
CREATE VIEW app.v AS SELECT ROW(1, 2)::app.pair::integer AS i, 5::bigint::app.pair AS p;
