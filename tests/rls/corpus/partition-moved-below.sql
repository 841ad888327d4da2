-- A level that comes between a table and its partition may bring rows of its own.
-- expect: widens authenticated SELECT app.half
-- expect: widens authenticated SELECT app.event
-- before
CREATE TABLE app.event (id integer, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.half (id integer, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.old PARTITION OF app.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
GRANT SELECT ON app.event, app.half TO authenticated;
-- after
ALTER TABLE app.event DETACH PARTITION app.old;
ALTER TABLE app.half ATTACH PARTITION app.old FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE app.event ATTACH PARTITION app.half FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
