-- Two columns compared, turned around.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (team = amount);
-- after
ALTER POLICY p ON app.doc USING (amount = team);
