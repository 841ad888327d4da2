-- In place: nothing that uses it is touched.
CREATE FUNCTION who(n integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT n + 1';
CREATE TABLE one (a integer DEFAULT who(1));
CREATE VIEW v AS SELECT who(a) AS w FROM one;
