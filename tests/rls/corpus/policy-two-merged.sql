-- Two policies become one with OR.
-- before
CREATE POLICY a ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY b ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
-- after
DROP POLICY a ON app.doc;
DROP POLICY b ON app.doc;
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid() OR public);
