-- A call in a sub-select has the same value.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
-- after
ALTER POLICY p ON app.doc USING (owner = (SELECT auth.uid()));
