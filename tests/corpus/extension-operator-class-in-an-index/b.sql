CREATE EXTENSION pg_trgm;
CREATE TABLE page (id integer, title text);
CREATE INDEX page_title ON page USING gin (title gin_trgm_ops);
CREATE INDEX page_title_near ON page USING gist (title gist_trgm_ops (siglen='32'));
