-- LEAKPROOF lets it see rows before policies decide.
-- expect: unproven authenticated SELECT app.doc
-- expect: unproven anon,authenticated EXECUTE app.is_member(uuid, integer)
-- expect: unproven anon,authenticated EXECUTE app.is_admin(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
-- after
ALTER FUNCTION app.is_member(uuid, integer) LEAKPROOF;
