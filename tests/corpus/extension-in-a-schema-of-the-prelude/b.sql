CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;

CREATE TABLE word (
    id integer PRIMARY KEY,
    letters text
);

CREATE INDEX word_letters ON word USING gin (letters extensions.gin_trgm_ops);
