CREATE TABLE keep (id integer PRIMARY KEY, code text CONSTRAINT keep_code UNIQUE);
CREATE TABLE a (id integer PRIMARY KEY, b integer);
CREATE TABLE b (id integer PRIMARY KEY, c integer, code text REFERENCES keep (code));
CREATE TABLE c (id integer PRIMARY KEY, a integer REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
ALTER TABLE b ADD FOREIGN KEY (c) REFERENCES c;
CREATE PUBLICATION p FOR TABLE keep, a, c;
CREATE VIEW v AS SELECT a.id FROM a JOIN c ON c.a = a.id;
