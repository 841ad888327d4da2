-- Everybody instead of authenticated lets anon in.
-- expect: widens anon SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER POLICY p ON app.doc TO PUBLIC;
