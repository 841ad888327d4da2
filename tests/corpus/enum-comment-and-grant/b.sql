CREATE TYPE level AS ENUM ('low', 'high');
COMMENT ON TYPE level IS 'after';
REVOKE USAGE ON TYPE level FROM PUBLIC;
GRANT USAGE ON TYPE level TO corpus_reader;
