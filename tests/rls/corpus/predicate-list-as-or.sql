-- A list is an OR of equalities.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (status IN ('a', 'b'));
-- after
ALTER POLICY p ON app.doc USING (status = 'a' OR status = 'b');
