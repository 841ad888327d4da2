CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE t (id integer, name text COLLATE "C", CONSTRAINT one UNIQUE (name));
CREATE INDEX t_c ON t (name COLLATE "C");
