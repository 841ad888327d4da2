-- Some columns instead of all.
-- expect: narrows anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
REVOKE SELECT ON app.doc FROM anon;
GRANT SELECT (id, status) ON app.doc TO anon;
