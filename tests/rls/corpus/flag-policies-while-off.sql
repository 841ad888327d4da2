-- Policies may be added to a table whose row security is off: nothing changes.
-- before
ALTER TABLE app.doc DISABLE ROW LEVEL SECURITY;
-- after
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
