-- A first policy opens the table to its role.
-- expect: widens authenticated SELECT app.doc
-- before
-- after
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
