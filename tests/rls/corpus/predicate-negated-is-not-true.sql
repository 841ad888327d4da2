-- NOT (x IS NOT TRUE) is x.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (NOT (public IS NOT TRUE));
-- after
ALTER POLICY p ON app.doc USING (public);
