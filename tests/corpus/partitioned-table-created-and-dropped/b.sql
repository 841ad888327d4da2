CREATE SCHEMA app;
CREATE TABLE app.other (id integer PRIMARY KEY);
CREATE TABLE app.event (
    id bigint NOT NULL, at date NOT NULL, kind text DEFAULT 'x', other integer REFERENCES app.other,
    double bigint GENERATED ALWAYS AS (id * 2) STORED,
    PRIMARY KEY (id, at), CONSTRAINT positive CHECK (id > 0)
) PARTITION BY RANGE (at);
CREATE INDEX event_kind ON app.event (kind) WHERE kind <> 'y';
CREATE TABLE app.event_2023 PARTITION OF app.event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE app.event_2024 PARTITION OF app.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (at);
CREATE TABLE app.event_2024_a PARTITION OF app.event_2024 FOR VALUES IN ('2024-01-01');
CREATE TABLE app.event_2024_rest PARTITION OF app.event_2024 DEFAULT;
CREATE TABLE app.event_rest PARTITION OF app.event (kind DEFAULT 'rest', CHECK (id < 1000000)) DEFAULT;
CREATE TABLE app.hashed (a integer, b text) PARTITION BY HASH (a, lower(b));
CREATE TABLE app.hashed_0 PARTITION OF app.hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE app.hashed_1 PARTITION OF app.hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
COMMENT ON TABLE app.event IS 'events';
COMMENT ON COLUMN app.event_2023.kind IS 'kind';
COMMENT ON INDEX app.event_2023_kind_idx IS 'index';
GRANT SELECT ON app.event, app.event_2023 TO pg_monitor;
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.event USING (id > 7);
CREATE FUNCTION app.t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER t AFTER INSERT ON app.event FOR EACH ROW EXECUTE FUNCTION app.t();
CREATE TRIGGER own BEFORE INSERT ON app.event_rest FOR EACH ROW EXECUTE FUNCTION app.t();
CREATE VIEW app.v AS SELECT * FROM app.event;
CREATE TABLE app.note (id bigint, at date, FOREIGN KEY (id, at) REFERENCES app.event);
