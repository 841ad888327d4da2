-- More rows to update, fewer results allowed.
-- expect: unproven authenticated UPDATE app.doc
-- before
CREATE POLICY p ON app.doc FOR UPDATE TO authenticated USING (public) WITH CHECK (true);
-- after
ALTER POLICY p ON app.doc USING (true) WITH CHECK (public);
