CREATE SCHEMA app;
CREATE FUNCTION app.span(a double precision, b double precision) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$ SELECT a - b $$;
CREATE TYPE app.floatrange AS RANGE (subtype = double precision, subtype_diff = app.span);
CREATE TYPE app.names AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops, multirange_type_name = app.many_names);
COMMENT ON TYPE app.floatrange IS 'a range';
GRANT USAGE ON TYPE app.names TO pg_monitor;
CREATE TABLE app.t (r app.floatrange, m app.floatmultirange, n app.many_names);
CREATE VIEW app.v AS SELECT app.floatrange(1, 2) AS r, app.floatmultirange(app.floatrange(1, 2)) AS m;
CREATE FUNCTION app.f(a app.floatmultirange) RETURNS app.floatrange LANGUAGE sql AS $$ SELECT range_merge(a) $$;
