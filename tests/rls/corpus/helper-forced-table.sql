-- FORCE on what a SECURITY DEFINER helper reads binds it.
-- expect: unproven authenticated SELECT app.doc
-- expect: narrows (owner) SELECT,INSERT,UPDATE,DELETE app.member
-- expect: unproven anon,authenticated EXECUTE app.is_member(uuid, integer)
-- expect: unproven anon,authenticated EXECUTE app.is_admin(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
-- after
ALTER TABLE app.member FORCE ROW LEVEL SECURITY;
