-- From UPDATE to DELETE.
-- expect: narrows authenticated UPDATE app.doc
-- expect: widens authenticated DELETE app.doc
-- before
CREATE POLICY p ON app.doc FOR UPDATE TO authenticated USING (public);
-- after
DROP POLICY p ON app.doc;
CREATE POLICY p ON app.doc FOR DELETE TO authenticated USING (public);
