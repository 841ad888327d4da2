-- The rows of a new table are old when an old one becomes a part of it.
-- expect: widens authenticated SELECT app.fresh
-- before
CREATE TABLE app.old (id integer, day date NOT NULL);
ALTER TABLE app.old ENABLE ROW LEVEL SECURITY;
-- after
CREATE TABLE app.fresh (id integer, day date NOT NULL) PARTITION BY RANGE (day);
ALTER TABLE app.fresh ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.fresh ATTACH PARTITION app.old DEFAULT;
CREATE POLICY p ON app.fresh FOR SELECT TO authenticated USING (id > 1);
GRANT SELECT ON app.fresh TO authenticated;
