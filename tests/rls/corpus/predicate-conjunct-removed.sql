-- One condition less.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public AND NOT locked);
-- after
ALTER POLICY p ON app.doc USING (public);
