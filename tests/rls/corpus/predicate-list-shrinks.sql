-- One value less.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (kind IN ('draft', 'final'));
-- after
ALTER POLICY p ON app.doc USING (kind IN ('draft', 'final', 'secret'));
