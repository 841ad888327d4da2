-- No order of CREATE TABLE would do; a self reference and a longer way round too.
CREATE TABLE kept (id integer);
CREATE TABLE a (id integer PRIMARY KEY, b integer, self integer REFERENCES a);
CREATE TABLE b (id integer PRIMARY KEY, c integer);
CREATE TABLE c (id integer PRIMARY KEY, a integer UNIQUE REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
ALTER TABLE b ADD FOREIGN KEY (c) REFERENCES c (a);
