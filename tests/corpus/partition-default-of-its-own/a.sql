CREATE SCHEMA app;
CREATE TABLE app.event (id bigint, v integer DEFAULT 1) PARTITION BY RANGE (id);
CREATE TABLE app.event_a PARTITION OF app.event FOR VALUES FROM (0) TO (1000);
