CREATE FUNCTION add(bigint, integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT $1 + $2 $$;
CREATE FUNCTION done(bigint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT $1::numeric $$;
CREATE AGGREGATE total(integer) (SFUNC = add, STYPE = bigint, FINALFUNC = done, INITCOND = '0');
CREATE TABLE t (a integer);
CREATE VIEW v AS SELECT total(a) FROM t;
