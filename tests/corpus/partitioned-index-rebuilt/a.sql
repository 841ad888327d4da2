CREATE SCHEMA app;
CREATE TABLE app.event (id bigint, v integer, UNIQUE (id, v)) PARTITION BY RANGE (id);
CREATE TABLE app.event_a PARTITION OF app.event FOR VALUES FROM (0) TO (1000);
CREATE INDEX event_v ON app.event (v);
COMMENT ON INDEX app.event_v IS 'stays';
COMMENT ON INDEX app.event_a_v_idx IS 'stays';
CREATE TABLE app.note (id bigint, v integer, FOREIGN KEY (id, v) REFERENCES app.event (id, v));
