-- NOT a < b is not taken for a >= b.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (NOT (amount < 5));
-- after
ALTER POLICY p ON app.doc USING (amount >= 5);
