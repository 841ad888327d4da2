-- Without EXECUTE the policy fails.
-- expect: unproven authenticated SELECT app.doc
-- expect: narrows authenticated EXECUTE app.is_member(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
-- after
REVOKE EXECUTE ON FUNCTION app.is_member(uuid, integer) FROM authenticated;
