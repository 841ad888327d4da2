CREATE SCHEMA app;
CREATE TABLE app.event (id integer, kind character varying(20), CONSTRAINT kinds CHECK (kind IN ('a', 'b'))) PARTITION BY RANGE (id);
CREATE INDEX event_kind ON app.event (id) WHERE kind IN ('a', 'b');
CREATE TABLE app.event_a PARTITION OF app.event FOR VALUES FROM (0) TO (1000);
