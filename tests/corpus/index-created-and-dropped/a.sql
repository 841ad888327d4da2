CREATE EXTENSION pg_trgm;
CREATE TABLE one (a integer, b text, c jsonb, d timestamptz, e point, f integer[]);
