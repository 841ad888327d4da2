CREATE TABLE t (a int, b int, c int);
GRANT INSERT ON t TO corpus_reader;
GRANT SELECT (a), UPDATE (b) ON t TO corpus_reader;
GRANT SELECT (c) ON t TO corpus_reader WITH GRANT OPTION;
CREATE TABLE u (a int, b int);
GRANT SELECT (a) ON u TO corpus_reader;
CREATE VIEW v AS SELECT a, b FROM t;
GRANT SELECT (b) ON v TO corpus_reader;
