-- A column that a string body names is gone: the policy fails when it runs.
-- expect: unproven authenticated SELECT app.doc
-- expect: unproven anon,authenticated EXECUTE app.is_admin(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_admin(auth.uid(), team));
-- after
ALTER TABLE app.member DROP COLUMN permission;
