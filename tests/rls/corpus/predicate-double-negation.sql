-- Twice NOT is nothing.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER POLICY p ON app.doc USING (NOT (NOT public));
