-- The column of the view's row type stays only if the view is replaced and not dropped.
CREATE TABLE one (a integer, b integer);
CREATE VIEW v AS SELECT a, b FROM one WHERE b > 0;
CREATE FUNCTION uses(r v) RETURNS integer LANGUAGE sql AS 'SELECT r.a';
CREATE VIEW w AS SELECT uses(v) FROM v;
CREATE TABLE holder (v v);
