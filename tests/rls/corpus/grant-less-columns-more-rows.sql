-- Fewer columns of more rows is neither more nor less.
-- expect: unproven anon SELECT app.doc
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
REVOKE SELECT ON app.doc FROM anon;
GRANT SELECT (id) ON app.doc TO anon;
ALTER POLICY p ON app.doc USING (true);
