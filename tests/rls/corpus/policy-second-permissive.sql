-- Permissive policies are joined by OR.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
CREATE POLICY q ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
