-- TO authenticated instead of everybody shuts anon out.
-- expect: narrows anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
ALTER POLICY p ON app.doc TO authenticated;
