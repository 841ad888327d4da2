CREATE TYPE level AS ENUM ('low', 'high');
CREATE TABLE event (id integer, level level) PARTITION BY LIST (level);
CREATE TABLE event_low PARTITION OF event FOR VALUES IN ('low');
