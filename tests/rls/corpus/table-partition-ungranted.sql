-- A partition that nobody is granted is reached through its parent only.
-- before
CREATE TABLE app.event (id integer, day date) PARTITION BY RANGE (day);
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.event FOR SELECT USING (day > '2020-01-01');
GRANT SELECT ON app.event TO anon;
-- after
CREATE TABLE app.event_1 PARTITION OF app.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
