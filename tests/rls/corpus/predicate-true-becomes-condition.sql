-- From all rows to some.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (true);
-- after
ALTER POLICY p ON app.doc USING (public);
