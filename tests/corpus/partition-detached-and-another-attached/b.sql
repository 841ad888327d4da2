CREATE TABLE p (id integer, k integer NOT NULL) PARTITION BY RANGE (k);
CREATE TABLE p_old (id integer, k integer NOT NULL);
CREATE INDEX p_old_id_idx ON p_old (id);
CREATE TABLE p_rest PARTITION OF p DEFAULT;
CREATE TABLE p_new PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE INDEX p_id ON p (id);
