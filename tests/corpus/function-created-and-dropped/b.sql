CREATE TABLE one (a integer);
CREATE FUNCTION plain() RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION rich(a integer, VARIADIC b text[] DEFAULT '{}', OUT c integer, OUT d text)
    RETURNS SETOF record LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 42 ROWS 7
    SET search_path = '' SET work_mem = '8MB'
    AS $body$ BEGIN RETURN QUERY SELECT 1, 'it''s $$'; END $body$;
CREATE FUNCTION listing(since date) RETURNS TABLE (id integer, "made on" date) LANGUAGE sql AS 'SELECT 1, since';
CREATE FUNCTION atomic(n integer) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC; SELECT count(*) FROM one WHERE a > n; END;
CREATE FUNCTION short(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n + 1;
CREATE PROCEDURE act(INOUT x integer) LANGUAGE plpgsql AS 'BEGIN x := x + 1; END';
CREATE FUNCTION rows_of(r one) RETURNS SETOF one LANGUAGE sql AS 'SELECT r.*';
CREATE FUNCTION any_of(x anyelement, y anyarray) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT x = ANY (y)';
COMMENT ON FUNCTION plain() IS 'nothing';
COMMENT ON PROCEDURE act(integer) IS 'acts';
