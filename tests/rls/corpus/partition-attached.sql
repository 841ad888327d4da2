-- Whoever may ask the parent sees the rows of a table that becomes its partition.
-- expect: widens authenticated SELECT app.event
-- before
CREATE TABLE app.event (id integer, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.old (id integer, day date NOT NULL);
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.event FOR SELECT TO authenticated USING (id > 1);
GRANT SELECT ON app.event TO authenticated;
-- after
ALTER TABLE app.event ATTACH PARTITION app.old DEFAULT;
