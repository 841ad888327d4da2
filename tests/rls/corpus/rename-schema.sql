-- A schema is renamed.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER SCHEMA app RENAME TO apps;
