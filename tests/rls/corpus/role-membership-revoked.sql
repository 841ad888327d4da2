-- Without the membership the group's rights are gone.
-- expect: narrows alice SELECT app.note
-- before
GRANT SELECT ON app.note TO staff;
CREATE POLICY p ON app.note FOR SELECT TO staff USING (true);
-- after
REVOKE staff FROM alice;
