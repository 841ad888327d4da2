-- Owners and admins may delete, not owners alone.
-- expect: widens authenticated DELETE app.doc
-- before
CREATE POLICY p ON app.doc FOR DELETE TO authenticated USING (owner = auth.uid());
-- after
ALTER POLICY p ON app.doc USING (owner = auth.uid() OR app.is_admin(auth.uid(), team));
