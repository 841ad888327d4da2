-- A list of one is an equality.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (status = 'a');
-- after
ALTER POLICY p ON app.doc USING (status IN ('a'));
