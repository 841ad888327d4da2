-- What creation grants by itself must not stay when it is not declared.
CREATE TABLE kept (id integer);
CREATE TABLE closed (id serial);
REVOKE ALL ON closed FROM corpus_anon;
GRANT SELECT ON closed TO corpus_reader;
CREATE TABLE partly (id integer);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON partly FROM corpus_anon;
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON FUNCTION g() FROM corpus_anon;
CREATE VIEW v AS SELECT id FROM kept;
CREATE SCHEMA lab;
CREATE TABLE lab.t (id integer);
CREATE FUNCTION lab.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
