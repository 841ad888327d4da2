-- One column for another is neither more nor less.
-- expect: unproven anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
REVOKE SELECT ON app.doc FROM anon;
GRANT SELECT (id, status) ON app.doc TO anon;
-- after
REVOKE SELECT (status) ON app.doc FROM anon;
GRANT SELECT (owner) ON app.doc TO anon;
