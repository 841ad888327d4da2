CREATE SCHEMA app;
CREATE TYPE app.spans AS RANGE (subtype = integer);
CREATE VIEW app.v AS SELECT app.spans(1, 2) AS r;
COMMENT ON TYPE app.spans IS 'stays';
