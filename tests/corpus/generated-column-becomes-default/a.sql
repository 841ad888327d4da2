CREATE TABLE one (a integer, b integer DEFAULT 3);
