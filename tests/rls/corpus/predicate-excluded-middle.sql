-- a OR NOT a is not true where a is null: true is wider.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public OR NOT public);
-- after
ALTER POLICY p ON app.doc USING (true);
