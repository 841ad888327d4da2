CREATE TABLE one (a integer, b integer, c integer);
CREATE INDEX one_b ON one (a) WHERE b > 0;
CREATE INDEX one_ab ON one (a, b);
ALTER TABLE one ADD CONSTRAINT one_u UNIQUE (b, c);
ALTER TABLE one ADD CONSTRAINT one_c CHECK (b < c);
CREATE VIEW v AS SELECT a, b FROM one;
CREATE SEQUENCE s OWNED BY one.b;
