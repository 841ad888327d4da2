-- A grant to PUBLIC is for everybody.
-- expect: widens PUBLIC SELECT app.note
-- before
GRANT USAGE ON SCHEMA app TO PUBLIC;
CREATE POLICY p ON app.note FOR SELECT TO PUBLIC USING (true);
-- after
GRANT SELECT ON app.note TO PUBLIC;
