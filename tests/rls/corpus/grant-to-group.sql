-- A grant to a group is for members who inherit.
-- expect: widens staff,alice SELECT app.note
-- before
CREATE POLICY p ON app.note FOR SELECT TO PUBLIC USING (true);
-- after
GRANT SELECT ON app.note TO staff;
