CREATE TABLE item (id integer GENERATED ALWAYS AS IDENTITY);
GRANT SELECT ON item TO corpus_reader;
GRANT USAGE ON SEQUENCE item_id_seq TO corpus_reader;
COMMENT ON SEQUENCE item_id_seq IS 'numbers of items';
