CREATE SCHEMA app;
CREATE TABLE app.node (
    id integer PRIMARY KEY,
    parent integer,
    origin integer
) PARTITION BY RANGE (id);
CREATE TABLE app.node_low PARTITION OF app.node FOR VALUES FROM (0) TO (100);
CREATE TABLE app.node_high PARTITION OF app.node FOR VALUES FROM (100) TO (200) PARTITION BY RANGE (id);
CREATE TABLE app.node_high_1 PARTITION OF app.node_high DEFAULT;
ALTER TABLE app.node ADD CONSTRAINT node_parent FOREIGN KEY (parent) REFERENCES app.node (id) ON DELETE CASCADE;
ALTER TABLE app.node ADD CONSTRAINT node_origin FOREIGN KEY (origin) REFERENCES app.node (id) DEFERRABLE;
ALTER TABLE app.node_low ADD CONSTRAINT low_only FOREIGN KEY (origin) REFERENCES app.node_high (id);
