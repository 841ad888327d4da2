-- An UPDATE policy opens UPDATE alone.
-- expect: widens authenticated UPDATE app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
CREATE POLICY u ON app.doc FOR UPDATE TO authenticated USING (owner = auth.uid());
