-- FOR ALL becomes FOR SELECT.
-- expect: narrows authenticated INSERT,UPDATE,DELETE app.doc
-- before
CREATE POLICY p ON app.doc FOR ALL TO authenticated USING (public);
-- after
DROP POLICY p ON app.doc;
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
