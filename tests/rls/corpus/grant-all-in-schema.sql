-- GRANT ON ALL TABLES reaches what has policies.
-- expect: widens anon UPDATE app.doc
-- before
CREATE POLICY p ON app.doc FOR UPDATE TO PUBLIC USING (public);
-- after
GRANT UPDATE ON ALL TABLES IN SCHEMA app TO anon;
