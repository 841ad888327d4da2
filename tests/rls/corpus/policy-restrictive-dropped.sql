-- Dropping a restrictive policy opens.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY r ON app.doc AS RESTRICTIVE FOR SELECT TO authenticated USING (NOT locked);
-- after
DROP POLICY r ON app.doc;
