-- COALESCE(x, false) is true where x is.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (COALESCE(public, false));
-- after
ALTER POLICY p ON app.doc USING (public);
