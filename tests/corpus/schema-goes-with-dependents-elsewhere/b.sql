CREATE TABLE keep (id integer DEFAULT 1, t integer, k text);
CREATE VIEW v AS SELECT keep.id FROM keep;
