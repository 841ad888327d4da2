CREATE TABLE one (a integer);
CREATE VIEW sizes AS SELECT c.relname, c.oid::regclass AS name FROM pg_class c WHERE c.relkind = 'r';
CREATE FUNCTION sized(c pg_class) RETURNS text LANGUAGE sql STABLE AS 'SELECT c.relname::text';
