-- Some of what reads it goes with it by itself, some must go first, some has a new form of the same name.
CREATE TABLE one (a integer, c integer);
CREATE INDEX one_b ON one (a) WHERE c > 0;
CREATE INDEX one_ab ON one (a, c);
ALTER TABLE one ADD CONSTRAINT one_u UNIQUE (c);
ALTER TABLE one ADD CONSTRAINT one_c CHECK (a < c);
CREATE VIEW v AS SELECT a, c AS b FROM one;
