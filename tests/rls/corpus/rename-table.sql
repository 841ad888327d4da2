-- A table is renamed with all that hangs on it.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER TABLE app.doc RENAME TO document;
