-- COALESCE(x, true) passes nulls.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER POLICY p ON app.doc USING (COALESCE(public, true));
