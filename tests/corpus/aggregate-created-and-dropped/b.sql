CREATE SCHEMA app;
CREATE FUNCTION app.step(s bigint, v integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT s + coalesce(v, 0) $$;
CREATE FUNCTION app.back(s bigint, v integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT s - coalesce(v, 0) $$;
CREATE FUNCTION app.done(s bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT s::text $$;
CREATE FUNCTION app.both(a bigint, b bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT a + b $$;
CREATE AGGREGATE app.total(value integer) (SFUNC = app.step, STYPE = bigint, SSPACE = 16, FINALFUNC = app.done, FINALFUNC_MODIFY = SHAREABLE,
    COMBINEFUNC = app.both, INITCOND = '0', MSFUNC = app.step, MINVFUNC = app.back, MSTYPE = bigint, MFINALFUNC = app.done, MINITCOND = '0', PARALLEL = SAFE);
CREATE AGGREGATE app.rows(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = 0);
CREATE AGGREGATE app.largest(integer) (SFUNC = int4larger, STYPE = integer, SORTOP = >);
CREATE AGGREGATE app.middle(double precision ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
COMMENT ON AGGREGATE app.total(integer) IS 'a total';
COMMENT ON AGGREGATE app.rows(*) IS 'rows';
COMMENT ON AGGREGATE app.middle(double precision ORDER BY anyelement) IS 'middle';
REVOKE EXECUTE ON FUNCTION app.total(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.rows() TO pg_monitor;
CREATE TABLE app.t (v integer);
CREATE VIEW app.v AS SELECT app.total(v) AS total, app.rows(*) AS n FROM app.t;
