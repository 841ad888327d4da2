CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE one (a integer DEFAULT f(), b integer);
CREATE SEQUENCE s;
CREATE TABLE two (a bigint DEFAULT nextval('s'));
