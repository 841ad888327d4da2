-- The helper asks another column, the old one is dropped; no policy changes.
-- expect: unproven authenticated SELECT app.doc
-- expect: unproven anon,authenticated EXECUTE app.is_admin(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_admin(auth.uid(), team));
-- after
CREATE OR REPLACE FUNCTION app.is_admin(who uuid, which integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (SELECT FROM app.member AS m WHERE m.person = who AND m.team = which AND m.role = 'admin');
END
$$;
ALTER TABLE app.member DROP COLUMN permission;
