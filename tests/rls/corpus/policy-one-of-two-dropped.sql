-- Without one of two permissive policies fewer rows pass.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY q ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
-- after
DROP POLICY q ON app.doc;
