CREATE FUNCTION near(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT abs($1 - $2) < 2 $$;
CREATE OPERATOR <~> (FUNCTION = near, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(public.<~>));
CREATE TABLE t (a integer, CHECK (a OPERATOR(public.<~>) 5));
CREATE VIEW v AS SELECT a FROM t WHERE a OPERATOR(public.<~>) 4;
