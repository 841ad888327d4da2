-- A member of a group that has nothing gets nothing.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
GRANT staff TO carol;
