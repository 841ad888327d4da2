-- BYPASSRLS opens all rows of all tables that the role has a grant on.
-- expect: widens authenticated SELECT,INSERT,UPDATE,DELETE app.doc
-- expect: widens authenticated SELECT,INSERT,UPDATE,DELETE app.member
-- expect: widens authenticated SELECT,INSERT,UPDATE,DELETE app.note
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER ROLE authenticated BYPASSRLS;
