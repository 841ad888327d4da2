-- a <> b is NOT a = b.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (status <> 'a');
-- after
ALTER POLICY p ON app.doc USING (NOT status = 'a');
