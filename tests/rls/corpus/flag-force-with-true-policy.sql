-- FORCE takes nothing from the owner while a policy lets all pass.
-- before
CREATE POLICY p ON app.doc USING (true);
-- after
ALTER TABLE app.doc FORCE ROW LEVEL SECURITY;
