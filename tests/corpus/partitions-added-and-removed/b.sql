CREATE SCHEMA app;
CREATE TABLE app.other (id integer PRIMARY KEY);
CREATE TABLE app.event (id bigint PRIMARY KEY, kind text, other integer REFERENCES app.other, CHECK (id > 0)) PARTITION BY RANGE (id);
CREATE INDEX event_kind ON app.event (kind);
CREATE TABLE app.event_z PARTITION OF app.event FOR VALUES FROM (9000) TO (10000);
-- pgbale: allow drop-and-add "other bounds"
CREATE TABLE app.event_a1 PARTITION OF app.event FOR VALUES FROM (0) TO (500);
CREATE TABLE app.event_a2 (kind text, id bigint NOT NULL, other integer, CONSTRAINT a2_key PRIMARY KEY (id), CONSTRAINT event_id_check CHECK (id > 0));
CREATE INDEX a2_kind ON app.event_a2 (kind);
ALTER TABLE app.event ATTACH PARTITION app.event_a2 FOR VALUES FROM (500) TO (1000);
