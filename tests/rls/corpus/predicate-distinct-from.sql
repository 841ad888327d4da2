-- IS DISTINCT FROM is an atom.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner IS DISTINCT FROM auth.uid());
-- after
ALTER POLICY p ON app.doc USING (owner <> auth.uid());
