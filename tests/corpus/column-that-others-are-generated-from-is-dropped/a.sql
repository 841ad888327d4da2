CREATE TABLE one (a integer, b integer, c integer GENERATED ALWAYS AS (a + b) STORED, d integer GENERATED ALWAYS AS (b * 2) STORED);
CREATE VIEW v AS SELECT c FROM one;
