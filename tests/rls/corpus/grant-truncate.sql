-- TRUNCATE is not bound by row security.
-- expect: widens authenticated TRUNCATE app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
GRANT TRUNCATE ON app.doc TO authenticated;
