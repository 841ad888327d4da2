-- A new membership brings the group's rights.
-- expect: widens carol SELECT app.note
-- before
GRANT USAGE ON SCHEMA app TO carol;
GRANT SELECT ON app.note TO staff;
CREATE POLICY p ON app.note FOR SELECT TO staff USING (true);
-- after
GRANT staff TO carol;
