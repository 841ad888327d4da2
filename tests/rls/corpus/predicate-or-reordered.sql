-- The order of alternatives does not matter.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public OR locked OR team = 1);
-- after
ALTER POLICY p ON app.doc USING (team = 1 OR locked OR public);
