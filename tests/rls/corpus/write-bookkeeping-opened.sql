-- The fix that lets anybody write.
-- expect: widens anon SELECT,INSERT app.version
-- before
CREATE TABLE app.version (id integer, v text, breaks boolean);
GRANT SELECT, INSERT ON app.version TO anon;
ALTER TABLE app.version ENABLE ROW LEVEL SECURITY;
-- after
CREATE POLICY s ON app.version FOR SELECT USING (true);
CREATE POLICY i ON app.version FOR INSERT WITH CHECK (true);
