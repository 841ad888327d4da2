CREATE SCHEMA app;
CREATE TYPE app.address AS (street text, old integer, zip text);
CREATE TABLE app.person (id integer, home app.address);
COMMENT ON COLUMN app.address.old IS 'goes';
