-- Without USAGE on the schema nothing in it can be reached.
-- expect: narrows anon SELECT app.doc
-- expect: narrows anon EXECUTE app.is_admin(uuid, integer)
-- expect: narrows anon EXECUTE app.is_member(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
REVOKE USAGE ON SCHEMA app FROM anon;
