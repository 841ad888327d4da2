-- FOR ALL becomes four policies that say the same.
-- before
CREATE POLICY p ON app.doc TO authenticated USING (owner = auth.uid());
-- after
DROP POLICY p ON app.doc;
CREATE POLICY s ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
CREATE POLICY i ON app.doc FOR INSERT TO authenticated WITH CHECK (owner = auth.uid());
CREATE POLICY u ON app.doc FOR UPDATE TO authenticated USING (owner = auth.uid());
CREATE POLICY d ON app.doc FOR DELETE TO authenticated USING (owner = auth.uid());
