-- Numbers are not understood.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (amount > 5);
-- after
ALTER POLICY p ON app.doc USING (amount > 3);
