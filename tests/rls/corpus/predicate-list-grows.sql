-- One value more.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (status IN ('a', 'b'));
-- after
ALTER POLICY p ON app.doc USING (status IN ('a', 'b', 'c'));
