CREATE TABLE one (a integer, b text);
CREATE INDEX i1 ON one (a);
CREATE INDEX i2 ON one (a) WHERE a > 0;
CREATE INDEX i3 ON one (lower(b));
CREATE INDEX i4 ON one (a) WITH (fillfactor=70);
CREATE INDEX i5 ON one (b);
CREATE UNIQUE INDEX i6 ON one (a);
COMMENT ON INDEX i1 IS 'before';
