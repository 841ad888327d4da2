-- A member that starts to inherit gets the group's rights.
-- expect: widens bob SELECT app.note
-- before
GRANT SELECT ON app.note TO staff;
CREATE POLICY p ON app.note FOR SELECT TO staff USING (true);
-- after
ALTER ROLE bob INHERIT;
