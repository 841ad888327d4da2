CREATE SCHEMA app;
CREATE TABLE app.other (id integer PRIMARY KEY);
CREATE TABLE app.event (id bigint NOT NULL, v integer, late character varying(40) DEFAULT 'b', g bigint GENERATED ALWAYS AS (v + 2) STORED, extra text DEFAULT 'e' NOT NULL, other integer,
    CONSTRAINT big CHECK (id < 5000), PRIMARY KEY (id, v), FOREIGN KEY (other) REFERENCES app.other ON DELETE CASCADE) PARTITION BY RANGE (id);
CREATE TABLE app.event_a PARTITION OF app.event FOR VALUES FROM (0) TO (1000);
CREATE TABLE app.event_b PARTITION OF app.event FOR VALUES FROM (1000) TO (2000) PARTITION BY LIST (v);
CREATE TABLE app.event_b_1 PARTITION OF app.event_b FOR VALUES IN (1);
ALTER TABLE app.event ALTER COLUMN extra SET STATISTICS 77;
ALTER TABLE ONLY app.event ALTER COLUMN late SET STORAGE EXTERNAL;
CREATE VIEW app.va AS SELECT v FROM app.event;
CREATE VIEW app.vb AS SELECT g, late FROM app.event_b_1;
CREATE INDEX event_extra ON app.event (extra, lower(late));
COMMENT ON COLUMN app.event.extra IS 'extra';
