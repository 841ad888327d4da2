-- The same by inheritance.
-- expect: widens authenticated SELECT app.fresh
-- before
CREATE TABLE app.old (id integer);
ALTER TABLE app.old ENABLE ROW LEVEL SECURITY;
-- after
CREATE TABLE app.fresh (id integer);
ALTER TABLE app.fresh ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.old INHERIT app.fresh;
CREATE POLICY p ON app.fresh FOR SELECT TO authenticated USING (id > 1);
GRANT SELECT ON app.fresh TO authenticated;
