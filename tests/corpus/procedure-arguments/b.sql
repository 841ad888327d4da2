CREATE PROCEDURE p(a integer, OUT b text) LANGUAGE plpgsql AS 'BEGIN b := a; END';
CREATE PROCEDURE p(a text, INOUT b integer) LANGUAGE plpgsql AS 'BEGIN b := 1; END';
CREATE PROCEDURE q(b integer) LANGUAGE sql AS 'SELECT b';
CREATE PROCEDURE r(VARIADIC a text[]) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE p(integer, OUT text) IS 'other p';
