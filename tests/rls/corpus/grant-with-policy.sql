-- A grant under a policy opens the policy's rows.
-- expect: widens anon SELECT app.note
-- before
CREATE POLICY p ON app.note FOR SELECT TO PUBLIC USING (true);
-- after
GRANT SELECT ON app.note TO anon;
