CREATE FUNCTION f1(b integer) RETURNS integer LANGUAGE sql AS 'SELECT b';
CREATE FUNCTION f2(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION f3(a integer) RETURNS bigint LANGUAGE sql AS 'SELECT a::bigint';
CREATE FUNCTION f4(a integer) RETURNS integer LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION f5(a integer) RETURNS TABLE (x integer, y integer) LANGUAGE sql AS 'SELECT a, a';
CREATE PROCEDURE f6() LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f7(a integer, OUT c integer) LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION f8(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1';
