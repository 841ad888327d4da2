-- From none to some.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (false);
-- after
ALTER POLICY p ON app.doc USING (public);
