-- Fewer rows, of which more may be seen.
-- expect: unproven authenticated SELECT app.event
-- before
CREATE TABLE app.event (id integer, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.old PARTITION OF app.event DEFAULT;
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.event FOR SELECT TO authenticated USING (id > 1);
GRANT SELECT ON app.event TO authenticated;
-- after
ALTER TABLE app.event DETACH PARTITION app.old;
ALTER POLICY p ON app.event USING (true);
