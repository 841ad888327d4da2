CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql AS 'SELECT ''other text''';
CREATE FUNCTION f(a integer, b integer) RETURNS text LANGUAGE sql AS 'SELECT ''two''';
CREATE FUNCTION f(a numeric(10,2)) RETURNS text LANGUAGE sql AS 'SELECT ''numeric''';
COMMENT ON FUNCTION f(text) IS 'text';
