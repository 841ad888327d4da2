CREATE TABLE t (id integer PRIMARY KEY, a integer, gone integer, b text, CONSTRAINT one UNIQUE (a, gone), CONSTRAINT two CHECK (a > gone));
CREATE INDEX part ON t (b) WHERE gone > 3;
CREATE INDEX expr ON t ((a + gone));
CREATE STATISTICS s ON a, gone FROM t;
CREATE UNIQUE INDEX uq ON t (b, gone);
ALTER TABLE t REPLICA IDENTITY FULL;
