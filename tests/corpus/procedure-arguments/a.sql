CREATE PROCEDURE p(a integer, OUT b integer) LANGUAGE plpgsql AS 'BEGIN b := a; END';
CREATE PROCEDURE q(a integer) LANGUAGE sql AS 'SELECT a';
CREATE PROCEDURE r(VARIADIC a integer[]) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE p(integer, OUT integer) IS 'p';
