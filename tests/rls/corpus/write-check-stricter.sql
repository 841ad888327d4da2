-- A stricter check.
-- expect: narrows authenticated UPDATE app.doc
-- before
CREATE POLICY p ON app.doc FOR UPDATE TO authenticated USING (public) WITH CHECK (public);
-- after
ALTER POLICY p ON app.doc WITH CHECK (public AND NOT locked);
