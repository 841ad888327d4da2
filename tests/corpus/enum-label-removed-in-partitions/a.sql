CREATE TYPE level AS ENUM ('low', 'middle', 'high');
CREATE TABLE event (id integer, level level DEFAULT 'low', CHECK (level <> 'middle')) PARTITION BY RANGE (id);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (10);
CREATE TABLE event_2 PARTITION OF event (level DEFAULT 'high') FOR VALUES FROM (10) TO (20) PARTITION BY LIST (id);
CREATE TABLE event_2_rest PARTITION OF event_2 DEFAULT;
CREATE INDEX event_high ON event (id) WHERE level = 'high';
CREATE TABLE base (level level);
CREATE TABLE derived (more level[]) INHERITS (base);
