-- A policy that lets everything pass, and what no policy can limit.
-- expect: widens authenticated SELECT,TRUNCATE app.fresh
-- before
-- after
CREATE TABLE app.fresh (id integer, open boolean);
ALTER TABLE app.fresh ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.fresh FOR SELECT TO authenticated USING (true);
GRANT SELECT, TRUNCATE ON app.fresh TO authenticated;
