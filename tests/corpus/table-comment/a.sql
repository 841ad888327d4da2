CREATE TABLE one (id integer, name text);
COMMENT ON TABLE one IS 'first';
COMMENT ON COLUMN one.name IS 'who';
