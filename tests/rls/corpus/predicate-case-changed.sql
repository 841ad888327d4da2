-- A CASE is an atom.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (CASE WHEN locked THEN public ELSE true END);
-- after
ALTER POLICY p ON app.doc USING (CASE WHEN locked THEN false ELSE true END);
