-- NOT COALESCE(x, true) is true where NOT x is.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (NOT COALESCE(public, true));
-- after
ALTER POLICY p ON app.doc USING (NOT public);
