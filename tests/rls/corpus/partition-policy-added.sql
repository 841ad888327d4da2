-- A partition's own policies decide when it is asked by its own name, and only then.
-- expect: widens authenticated SELECT app.event_1
-- before
CREATE TABLE app.event (id integer, day date) PARTITION BY RANGE (day);
CREATE TABLE app.event_1 PARTITION OF app.event DEFAULT;
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.event_1 ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON app.event, app.event_1 TO authenticated;
-- after
CREATE POLICY p ON app.event_1 FOR SELECT TO authenticated USING (id > 1);
