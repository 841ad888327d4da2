-- A function dropped with CASCADE takes its policy along.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE FUNCTION app.mine(uuid) RETURNS boolean LANGUAGE sql STABLE RETURN $1 = auth.uid();
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.mine(owner));
-- after
DROP FUNCTION app.mine(uuid) CASCADE;
