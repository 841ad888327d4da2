CREATE TABLE event (id integer, v bigint, w text) PARTITION BY RANGE (id, (v + 1));
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0, 0) TO (10, 10);
