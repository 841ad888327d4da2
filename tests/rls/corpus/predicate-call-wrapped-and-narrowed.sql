-- The same with one condition more.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
-- after
ALTER POLICY p ON app.doc USING (owner = (SELECT auth.uid()) AND NOT locked);
