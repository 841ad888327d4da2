-- a = b is b = a.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
-- after
ALTER POLICY p ON app.doc USING (auth.uid() = owner);
