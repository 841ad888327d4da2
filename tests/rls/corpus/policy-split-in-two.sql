-- One policy with OR becomes two.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public OR owner = auth.uid());
-- after
DROP POLICY p ON app.doc;
CREATE POLICY a ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY b ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
