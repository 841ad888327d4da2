CREATE SCHEMA app;
CREATE TABLE app.other (id integer PRIMARY KEY);
CREATE TABLE app.event (id bigint PRIMARY KEY, kind text DEFAULT 'x', other integer REFERENCES app.other, CHECK (id > 0)) PARTITION BY RANGE (id);
CREATE INDEX event_kind ON app.event (kind);
CREATE TABLE app.event_a (id bigint NOT NULL, kind text DEFAULT 'x', other integer REFERENCES app.other, CONSTRAINT event_a_pkey PRIMARY KEY (id), CONSTRAINT event_id_check CHECK (id > 0));
CREATE INDEX event_a_kind_idx ON app.event_a (kind);
CREATE TABLE app.event_b PARTITION OF app.event FOR VALUES FROM (1000) TO (3000);
