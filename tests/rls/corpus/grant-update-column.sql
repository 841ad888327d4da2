-- UPDATE of one column more.
-- expect: widens authenticated UPDATE app.doc
-- before
CREATE POLICY p ON app.doc FOR UPDATE TO authenticated USING (public);
REVOKE UPDATE ON app.doc FROM authenticated;
GRANT UPDATE (status) ON app.doc TO authenticated;
-- after
GRANT UPDATE (amount) ON app.doc TO authenticated;
