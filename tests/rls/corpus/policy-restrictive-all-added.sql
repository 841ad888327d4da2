-- A restrictive policy FOR ALL narrows each command that was open.
-- expect: narrows authenticated SELECT,INSERT,UPDATE,DELETE app.doc
-- before
CREATE POLICY p ON app.doc TO authenticated USING (public);
-- after
CREATE POLICY r ON app.doc AS RESTRICTIVE TO authenticated USING (NOT locked);
