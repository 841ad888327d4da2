CREATE TABLE one (a integer, b text, c date);
CREATE FUNCTION label(r one) RETURNS text LANGUAGE sql STABLE AS 'SELECT r.b || r.c';
CREATE VIEW v AS SELECT a, c, label(one) AS label FROM one;
CREATE FUNCTION all_v() RETURNS SETOF v LANGUAGE sql STABLE AS 'SELECT * FROM v';
