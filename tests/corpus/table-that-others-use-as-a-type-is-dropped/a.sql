CREATE TABLE one (a integer);
CREATE FUNCTION of_one(r one) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE holder (id integer, one one, many one[]);
