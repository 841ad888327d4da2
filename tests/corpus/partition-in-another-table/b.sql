CREATE SCHEMA app;
CREATE TABLE app.two (id integer, kind text) PARTITION BY LIST (id);
CREATE TABLE app.part PARTITION OF app.two FOR VALUES IN (1, 2);
