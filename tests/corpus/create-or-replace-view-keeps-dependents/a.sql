CREATE TABLE one (a integer, b integer);
CREATE VIEW v AS SELECT a FROM one;
CREATE FUNCTION uses(r v) RETURNS integer LANGUAGE sql AS 'SELECT r.a';
CREATE VIEW w AS SELECT uses(v) FROM v;
CREATE TABLE holder (v v);
