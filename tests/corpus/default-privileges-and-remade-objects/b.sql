CREATE TABLE one (a bigint);
REVOKE ALL ON one FROM corpus_anon;
CREATE VIEW v AS SELECT a FROM one;
REVOKE ALL ON v FROM corpus_anon;
CREATE FUNCTION f(a integer) RETURNS bigint LANGUAGE sql AS 'SELECT a::bigint';
REVOKE ALL ON FUNCTION f(integer) FROM corpus_anon, PUBLIC;
