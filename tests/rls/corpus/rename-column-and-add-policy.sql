-- A rename and one alternative more.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
-- after
ALTER TABLE app.doc RENAME COLUMN owner TO created_by;
CREATE POLICY q ON app.doc FOR SELECT TO authenticated USING (public);
