-- x IS NOT TRUE also passes nulls.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (NOT public);
-- after
ALTER POLICY p ON app.doc USING (public IS NOT TRUE);
