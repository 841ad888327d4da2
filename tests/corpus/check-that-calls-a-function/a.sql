CREATE FUNCTION fine(n integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n > 0';
CREATE TABLE one (a integer CONSTRAINT a_fine CHECK (fine(a)));
