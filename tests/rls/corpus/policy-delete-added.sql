-- A missing DELETE policy is added.
-- expect: widens authenticated DELETE app.member
-- before
CREATE POLICY p ON app.member FOR SELECT TO authenticated USING (true);
-- after
CREATE POLICY d ON app.member FOR DELETE TO authenticated USING (app.is_admin(auth.uid(), team));
