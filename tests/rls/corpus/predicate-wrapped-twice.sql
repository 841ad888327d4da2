-- Wrapped twice.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner = (SELECT auth.uid()));
-- after
ALTER POLICY p ON app.doc USING (owner = (SELECT (SELECT auth.uid())));
