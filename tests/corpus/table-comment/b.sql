CREATE TABLE one (id integer, name text);
COMMENT ON TABLE one IS 'second; with a ''quote''';
COMMENT ON COLUMN one.id IS 'number';
