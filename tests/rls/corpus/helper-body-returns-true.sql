-- The body lets everything pass, no policy changes.
-- expect: unproven authenticated SELECT app.doc
-- expect: unproven anon,authenticated EXECUTE app.is_member(uuid, integer)
-- expect: unproven anon,authenticated EXECUTE app.is_admin(uuid, integer)
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
-- after
CREATE OR REPLACE FUNCTION app.is_member(who uuid, which integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$ SELECT true $$;
