-- A role that leaves a restrictive policy sees more.
-- expect: widens anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (true);
CREATE POLICY r ON app.doc AS RESTRICTIVE FOR SELECT TO PUBLIC USING (public);
-- after
ALTER POLICY r ON app.doc TO authenticated;
