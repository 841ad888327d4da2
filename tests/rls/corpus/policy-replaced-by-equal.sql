-- The same rule under another name is the same rule.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
DROP POLICY p ON app.doc;
CREATE POLICY renamed ON app.doc FOR SELECT TO authenticated USING (public);
