-- Drop and create loses row security, policies and grants; default privileges hand it out.
-- expect: widens anon SELECT app.note
-- expect: widens authenticated SELECT app.note
-- expect: narrows authenticated TRUNCATE app.note
-- expect: narrows service SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER app.note
-- before
GRANT TRUNCATE ON app.note TO authenticated;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO anon, authenticated;
CREATE POLICY p ON app.note FOR SELECT TO authenticated USING (words <> '');
-- after
DROP TABLE app.note;
CREATE TABLE app.note (id integer, doc integer, author uuid, words text);
