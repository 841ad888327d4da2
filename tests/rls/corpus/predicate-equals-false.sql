-- x = false is NOT x.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public = false);
-- after
ALTER POLICY p ON app.doc USING (NOT public);
