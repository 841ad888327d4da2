-- A permissive policy opens what a restrictive one leaves.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY r ON app.doc AS RESTRICTIVE FOR SELECT TO authenticated USING (NOT locked);
-- after
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (true);
