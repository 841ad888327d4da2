-- A new column that is granted by itself opens.
-- expect: widens anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
REVOKE SELECT ON app.doc FROM anon;
GRANT SELECT (id, status) ON app.doc TO anon;
-- after
ALTER TABLE app.doc ADD COLUMN title text;
GRANT SELECT (title) ON app.doc TO anon;
