-- A column keeps its grants under another name.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
REVOKE SELECT ON app.doc FROM anon;
GRANT SELECT (id, status) ON app.doc TO anon;
-- after
ALTER TABLE app.doc RENAME COLUMN status TO state;
