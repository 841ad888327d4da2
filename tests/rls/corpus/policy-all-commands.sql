-- FOR ALL opens all four commands.
-- expect: widens authenticated SELECT,INSERT,UPDATE,DELETE app.doc
-- before
-- after
CREATE POLICY p ON app.doc TO authenticated USING (owner = auth.uid());
