-- x IS TRUE is true where x is.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public IS TRUE);
-- after
ALTER POLICY p ON app.doc USING (public);
