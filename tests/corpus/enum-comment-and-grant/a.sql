CREATE TYPE level AS ENUM ('low', 'high');
COMMENT ON TYPE level IS 'before';
GRANT USAGE ON TYPE level TO corpus_reader WITH GRANT OPTION;
