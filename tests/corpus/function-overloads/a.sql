CREATE FUNCTION f(a integer) RETURNS text LANGUAGE sql AS 'SELECT ''int''';
CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql AS 'SELECT ''text''';
COMMENT ON FUNCTION f(integer) IS 'int';
