-- Dropping the only policy closes it.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
DROP POLICY p ON app.doc;
