-- Another body under the same policy text.
-- expect: unproven authenticated SELECT app.doc
-- expect: unproven anon,authenticated EXECUTE app.is_member(uuid, integer)
-- expect: unproven anon,authenticated EXECUTE app.is_admin(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
-- after
CREATE OR REPLACE FUNCTION app.is_member(who uuid, which integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM app.member AS m WHERE m.person = who AND m.team = which AND m.role = 'admin')
$$;
