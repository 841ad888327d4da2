-- x <> true is NOT x.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public <> true);
-- after
ALTER POLICY p ON app.doc USING (NOT public);
