-- A function that no policy reaches.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
-- after
CREATE FUNCTION app.other() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE OR REPLACE FUNCTION app.in_team(which integer) RETURNS boolean LANGUAGE sql STABLE SET search_path = '' AS $$ SELECT false $$;
