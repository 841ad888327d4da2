CREATE SCHEMA lab;
CREATE TABLE lab.t (a integer, b text);
CREATE VIEW lab.v AS SELECT a FROM lab.t;
CREATE SEQUENCE lab.s;
CREATE FUNCTION lab.f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE lab.p() LANGUAGE sql AS 'SELECT 1';
GRANT SELECT, INSERT ON lab.t TO corpus_reader;
GRANT ALL ON lab.t TO corpus_writer;
GRANT SELECT ON lab.v TO PUBLIC;
