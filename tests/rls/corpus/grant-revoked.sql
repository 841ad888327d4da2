-- A revoked grant closes.
-- expect: narrows anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
REVOKE SELECT ON app.doc FROM anon;
