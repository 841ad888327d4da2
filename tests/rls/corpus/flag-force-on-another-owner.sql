-- FORCE binds an owner who is a role of the project.
-- expect: narrows keeper SELECT,INSERT,UPDATE,DELETE app.doc
-- before
ALTER TABLE app.doc OWNER TO keeper;
CREATE POLICY p ON app.doc FOR SELECT TO keeper USING (public);
-- after
ALTER TABLE app.doc FORCE ROW LEVEL SECURITY;
