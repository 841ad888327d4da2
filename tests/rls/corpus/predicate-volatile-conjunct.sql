-- What is volatile is not taken apart.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public AND random() >= 0);
-- after
ALTER POLICY p ON app.doc USING (public AND random() >= 0 AND NOT locked);
