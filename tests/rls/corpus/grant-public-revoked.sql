-- Who has a grant of its own keeps it.
-- expect: narrows PUBLIC SELECT app.note
-- before
GRANT USAGE ON SCHEMA app TO PUBLIC;
CREATE POLICY p ON app.note FOR SELECT TO PUBLIC USING (true);
GRANT SELECT ON app.note TO PUBLIC;
-- after
REVOKE SELECT ON app.note FROM PUBLIC;
