-- A table that a string body names has another name: the body fails.
-- expect: unproven authenticated SELECT app.doc
-- expect: unproven anon,authenticated EXECUTE app.is_member(uuid, integer)
-- expect: unproven anon,authenticated EXECUTE app.is_admin(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
-- after
ALTER TABLE app.member RENAME TO person;
