CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, gone integer);
CREATE TABLE u (id integer PRIMARY KEY, v text);
CREATE PUBLICATION p FOR TABLE t (id, a, gone) WHERE (id > 3), u;
CREATE PUBLICATION q FOR ALL TABLES WITH (publish = 'insert, update');
