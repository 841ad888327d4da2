-- PostgreSQL 15 can only drop and add it, with all that reads it.
CREATE TABLE one (a integer, b integer, c integer GENERATED ALWAYS AS (a * b) STORED);
CREATE INDEX one_c ON one (c);
COMMENT ON COLUMN one.c IS 'sum';
CREATE VIEW sums AS SELECT c FROM one;
