CREATE TABLE t (id integer, a text, b text, c jsonb);
CREATE INDEX one ON t (a text_pattern_ops, b COLLATE "C" DESC NULLS LAST) INCLUDE (id) WITH (fillfactor = 70) WHERE id > 3;
CREATE INDEX two ON t USING gin (c jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX three ON t USING brin (id) WITH (pages_per_range = 32);
CREATE UNIQUE INDEX four ON t (lower(a)) NULLS NOT DISTINCT;
