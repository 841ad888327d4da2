-- A policy is renamed.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER POLICY p ON app.doc RENAME TO "Public documents";
