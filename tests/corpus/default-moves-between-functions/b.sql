CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE one (a integer DEFAULT g(), b integer DEFAULT g());
CREATE SEQUENCE r;
CREATE TABLE two (a bigint DEFAULT nextval('r'));
