CREATE TABLE t (id integer, a integer, b text, c text, CONSTRAINT one UNIQUE NULLS NOT DISTINCT (a) INCLUDE (id) WITH (fillfactor = 70),
    CONSTRAINT two UNIQUE (b) WITH (fillfactor = 60), CONSTRAINT three UNIQUE (c) DEFERRABLE INITIALLY DEFERRED);
COMMENT ON CONSTRAINT two ON t IS 'twice';
COMMENT ON INDEX two IS 'the index of it';
