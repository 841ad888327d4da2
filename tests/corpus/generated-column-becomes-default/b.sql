CREATE TABLE one (a integer, b integer GENERATED ALWAYS AS (a + 1) STORED);
