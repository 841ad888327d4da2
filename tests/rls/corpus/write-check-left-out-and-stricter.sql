-- Without WITH CHECK (true), USING checks.
-- expect: narrows authenticated UPDATE app.doc
-- before
CREATE POLICY p ON app.doc FOR UPDATE TO authenticated USING (public) WITH CHECK (true);
-- after
DROP POLICY p ON app.doc;
CREATE POLICY p ON app.doc FOR UPDATE TO authenticated USING (public);
