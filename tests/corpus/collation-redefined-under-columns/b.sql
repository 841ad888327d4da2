CREATE COLLATION names (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
CREATE COLLATION words (PROVIDER = icu, LOCALE = 'de');
CREATE TABLE t (
    id integer PRIMARY KEY,
    name text COLLATE names NOT NULL CHECK (name <> 'x'),
    tag varchar(20) COLLATE words DEFAULT 'none',
    low text COLLATE words GENERATED ALWAYS AS (lower(tag)) STORED,
    CONSTRAINT t_name UNIQUE (name, tag)
);
CREATE INDEX t_tag ON t (tag, name COLLATE words);
CREATE VIEW v AS SELECT name, tag FROM t WHERE name > 'a';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (tag > 'b');
CREATE DOMAIN d AS varchar(30) COLLATE words CONSTRAINT dc CHECK (VALUE <> '');
CREATE TABLE u (id integer, n text COLLATE names) PARTITION BY HASH (id);
CREATE TABLE u0 PARTITION OF u FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TABLE w (d d, n text COLLATE names);
