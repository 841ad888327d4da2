-- One column more.
-- expect: widens anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
REVOKE SELECT ON app.doc FROM anon;
GRANT SELECT (id, status) ON app.doc TO anon;
-- after
GRANT SELECT (owner) ON app.doc TO anon;
