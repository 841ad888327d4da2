-- The bodies name what comes later; PostgreSQL does not record it.
CREATE TABLE kept (id integer);
CREATE FUNCTION a_first() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM public.z_last';
CREATE FUNCTION b_calls() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT public.c_called()';
CREATE FUNCTION c_called() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT public.a_first()';
CREATE TABLE z_last (id bigint DEFAULT public.b_calls());
