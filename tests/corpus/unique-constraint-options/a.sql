CREATE TABLE t (id integer, a integer, b text, c text, CONSTRAINT one UNIQUE (a), CONSTRAINT two UNIQUE (b) WITH (fillfactor = 80), CONSTRAINT three UNIQUE (c));
COMMENT ON CONSTRAINT two ON t IS 'twice';
COMMENT ON INDEX two IS 'the index of it';
