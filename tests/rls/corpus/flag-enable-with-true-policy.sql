-- A policy that is always true lets the same rows pass.
-- before
ALTER TABLE app.doc DISABLE ROW LEVEL SECURITY;
-- after
ALTER TABLE app.doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.doc USING (true);
