-- A restrictive policy that binds one role more narrows for it.
-- expect: narrows anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (true);
CREATE POLICY r ON app.doc AS RESTRICTIVE FOR SELECT TO authenticated USING (public);
-- after
ALTER POLICY r ON app.doc TO PUBLIC;
