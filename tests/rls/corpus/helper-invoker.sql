-- SECURITY DEFINER is taken from it.
-- expect: unproven authenticated SELECT app.doc
-- expect: narrows anon,authenticated EXECUTE app.is_member(uuid, integer)
-- expect: unproven anon,authenticated EXECUTE app.is_admin(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
-- after
ALTER FUNCTION app.is_member(uuid, integer) SECURITY INVOKER;
