-- An INSERT policy opens INSERT alone.
-- expect: widens authenticated INSERT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
CREATE POLICY i ON app.doc FOR INSERT TO authenticated WITH CHECK (owner = auth.uid());
