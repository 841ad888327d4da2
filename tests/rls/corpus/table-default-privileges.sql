-- Default privileges alone open nothing yet.
-- before
-- after
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO anon;
