-- x IS NOT FALSE also passes nulls: not understood, so not proven.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER POLICY p ON app.doc USING (public IS NOT FALSE);
