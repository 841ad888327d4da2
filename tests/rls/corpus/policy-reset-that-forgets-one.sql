-- One of the policies is not made again.
-- expect: narrows authenticated DELETE app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY d ON app.doc FOR DELETE TO authenticated USING (owner = auth.uid());
-- after
DROP POLICY p ON app.doc;
DROP POLICY d ON app.doc;
CREATE POLICY again ON app.doc FOR SELECT TO authenticated USING (public);
