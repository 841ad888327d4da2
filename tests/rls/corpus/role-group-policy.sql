-- A policy for a group is for members who inherit, not for those who do not.
-- expect: widens staff,alice SELECT app.note
-- before
GRANT SELECT ON app.note TO staff, alice, bob;
-- after
CREATE POLICY p ON app.note FOR SELECT TO staff USING (true);
