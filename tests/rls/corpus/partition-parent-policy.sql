-- Through the parent the parent's policies decide, whatever the partition says.
-- expect: widens authenticated SELECT app.event
-- before
CREATE TABLE app.event (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE app.event_1 PARTITION OF app.event DEFAULT;
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.event_1 ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.event FOR SELECT TO authenticated USING (id > 1 AND id < 9);
CREATE POLICY p ON app.event_1 FOR SELECT TO authenticated USING (id = 1);
GRANT SELECT ON app.event, app.event_1 TO authenticated;
-- after
ALTER POLICY p ON app.event USING (id > 1);
