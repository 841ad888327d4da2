-- A new partition that is granted is another way to rows of a table that was there.
-- expect: widens authenticated SELECT app.event_1
-- before
CREATE TABLE app.event (id integer, day date) PARTITION BY RANGE (day);
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
-- after
CREATE TABLE app.event_1 PARTITION OF app.event DEFAULT;
ALTER TABLE app.event_1 ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.event_1 FOR SELECT TO authenticated USING (id > 1);
GRANT SELECT ON app.event_1 TO authenticated;
