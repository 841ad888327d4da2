-- The check of FOR ALL changes INSERT and UPDATE, not what is read.
-- expect: widens authenticated INSERT,UPDATE app.doc
-- before
CREATE POLICY p ON app.doc TO authenticated USING (public) WITH CHECK (public AND NOT locked);
-- after
ALTER POLICY p ON app.doc WITH CHECK (public);
