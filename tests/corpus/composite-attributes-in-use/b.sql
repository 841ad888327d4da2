CREATE SCHEMA app;
CREATE TYPE app.address AS (street text, zip text, city text);
CREATE TABLE app.person (id integer, home app.address);
CREATE VIEW app.cities AS SELECT (home).city FROM app.person;
COMMENT ON COLUMN app.address.city IS 'comes';
