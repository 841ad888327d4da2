CREATE SCHEMA app;
CREATE TYPE app.pair AS (a integer, b integer);
CREATE FUNCTION app.cmp(x app.pair, y app.pair) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT btint4cmp((x).a, (y).a) $$;
CREATE FUNCTION app.lt(x app.pair, y app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT (x).a < (y).a $$;
CREATE FUNCTION app.eq(x app.pair, y app.pair) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT (x).a = (y).a $$;
CREATE FUNCTION app.cmpint(x app.pair, y integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT btint4cmp((x).a, y) $$;
CREATE FUNCTION app.ltint(x app.pair, y integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT (x).a < y $$;
CREATE OPERATOR app.<# (FUNCTION = app.lt, LEFTARG = app.pair, RIGHTARG = app.pair);
CREATE OPERATOR app.=# (FUNCTION = app.eq, LEFTARG = app.pair, RIGHTARG = app.pair);
CREATE OPERATOR app.<# (FUNCTION = app.ltint, LEFTARG = app.pair, RIGHTARG = integer);
CREATE OPERATOR FAMILY app.pairs USING btree;
CREATE OPERATOR CLASS app.pair_ops DEFAULT FOR TYPE app.pair USING btree FAMILY app.pairs AS
    OPERATOR 1 app.<#, OPERATOR 3 app.=#, FUNCTION 1 app.cmp(app.pair, app.pair);
ALTER OPERATOR FAMILY app.pairs USING btree ADD OPERATOR 1 app.<# (app.pair, integer), FUNCTION 1 app.cmpint(app.pair, integer);
CREATE OPERATOR CLASS app.alone FOR TYPE app.pair USING hash AS OPERATOR 1 app.=#;
COMMENT ON OPERATOR CLASS app.pair_ops USING btree IS 'pairs';
COMMENT ON OPERATOR FAMILY app.pairs USING btree IS 'family';
CREATE TABLE app.t (p app.pair);
CREATE INDEX i ON app.t (p app.pair_ops);
