CREATE FUNCTION good(a integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a > 0 $$;
CREATE TABLE t (a integer, CONSTRAINT c CHECK (good(a)));
CREATE INDEX i ON t (good(a));
CREATE DOMAIN d AS integer CHECK (good(VALUE));
CREATE TABLE u (x d);
