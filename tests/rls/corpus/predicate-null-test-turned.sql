-- IS NULL becomes IS NOT NULL.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (deleted_at IS NULL);
-- after
ALTER POLICY p ON app.doc USING (deleted_at IS NOT NULL);
