CREATE SCHEMA app;
CREATE TABLE app.other (id integer PRIMARY KEY);
CREATE TABLE app.event (id bigint PRIMARY KEY, kind text, other integer REFERENCES app.other, CHECK (id > 0)) PARTITION BY RANGE (id);
CREATE INDEX event_kind ON app.event (kind);
-- pgbale: allow drop-and-add "other bounds"
CREATE TABLE app.event_a PARTITION OF app.event FOR VALUES FROM (0) TO (1000);
CREATE TABLE app.event_z PARTITION OF app.event FOR VALUES FROM (9000) TO (10000);
