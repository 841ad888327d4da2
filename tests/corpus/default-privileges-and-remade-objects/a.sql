CREATE TABLE one (a integer);
REVOKE ALL ON one FROM corpus_anon;
CREATE VIEW v AS SELECT a FROM one;
REVOKE ALL ON v FROM corpus_anon;
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
REVOKE ALL ON FUNCTION f(integer) FROM corpus_anon, PUBLIC;
