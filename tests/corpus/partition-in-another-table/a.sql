CREATE SCHEMA app;
CREATE TABLE app.one (id integer, kind text) PARTITION BY RANGE (id);
CREATE TABLE app.two (id integer, kind text) PARTITION BY LIST (id);
CREATE TABLE app.part PARTITION OF app.one FOR VALUES FROM (0) TO (1000);
