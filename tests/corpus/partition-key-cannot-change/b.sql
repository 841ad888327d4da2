CREATE TABLE event (id bigint, v integer) PARTITION BY RANGE (v);
