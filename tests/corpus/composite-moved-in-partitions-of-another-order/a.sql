CREATE TYPE pair AS (x int, y text, gone int);
CREATE TABLE t (id int, p pair) PARTITION BY LIST (id);
CREATE TABLE part (p pair, id int);
ALTER TABLE t ATTACH PARTITION part FOR VALUES IN (1, 2);
