-- Default privileges change what later tables are born with, and nothing that is there.
-- before
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO anon;
-- after
ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE SELECT ON TABLES FROM anon;
CREATE TABLE app.fresh (id integer);
