-- Policies of a table without row security have no effect.
-- expect: widens anon SELECT app.doc
-- expect: widens authenticated SELECT,INSERT,UPDATE,DELETE app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
ALTER TABLE app.doc DISABLE ROW LEVEL SECURITY;
