-- Default privileges open a new table.
-- expect: widens anon SELECT app.fresh
-- before
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO anon;
-- after
CREATE TABLE app.fresh (id integer);
