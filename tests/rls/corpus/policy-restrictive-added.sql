-- A restrictive policy is joined by AND.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
CREATE POLICY r ON app.doc AS RESTRICTIVE FOR SELECT TO authenticated USING (NOT locked);
