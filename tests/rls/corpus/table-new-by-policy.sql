-- Rows of a new table, as its policies let them pass, are new; a role that bypasses row security is no news either.
-- expect: new authenticated SELECT,INSERT app.fresh
-- expect: new service SELECT,TRUNCATE app.fresh
-- before
-- after
CREATE TABLE app.fresh (id integer, owner uuid);
ALTER TABLE app.fresh ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.fresh TO authenticated USING (id > 1);
GRANT SELECT, INSERT ON app.fresh TO authenticated;
GRANT SELECT, TRUNCATE ON app.fresh TO service;
