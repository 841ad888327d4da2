-- One column less.
-- expect: narrows anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
REVOKE SELECT ON app.doc FROM anon;
GRANT SELECT (id, status, owner) ON app.doc TO anon;
-- after
REVOKE SELECT (owner) ON app.doc FROM anon;
