-- Without WITH CHECK, USING checks.
-- before
CREATE POLICY p ON app.doc FOR UPDATE TO authenticated USING (public) WITH CHECK (public);
-- after
DROP POLICY p ON app.doc;
CREATE POLICY p ON app.doc FOR UPDATE TO authenticated USING (public);
