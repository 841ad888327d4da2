CREATE TABLE t (id integer PRIMARY KEY, flag boolean, ip integer DEFAULT 7, list text);
CREATE VIEW v AS SELECT id, flag FROM t;
