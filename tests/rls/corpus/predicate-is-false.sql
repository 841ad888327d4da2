-- x IS FALSE is true where NOT x is.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public IS FALSE);
-- after
ALTER POLICY p ON app.doc USING (NOT public);
