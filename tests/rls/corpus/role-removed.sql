-- One role less.
-- expect: narrows anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated, anon USING (public);
-- after
ALTER POLICY p ON app.doc TO authenticated;
