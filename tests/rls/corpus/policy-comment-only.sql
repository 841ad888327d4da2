-- A comment decides nothing.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
COMMENT ON POLICY p ON app.doc IS 'now with a comment';
