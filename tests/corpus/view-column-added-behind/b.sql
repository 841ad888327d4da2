CREATE TABLE one (a integer, b text);
CREATE VIEW v AS SELECT a, b FROM one;
CREATE VIEW above AS SELECT a FROM v;
