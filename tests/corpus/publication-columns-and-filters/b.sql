CREATE TABLE t (id integer PRIMARY KEY, a integer, b text);
CREATE TABLE u (id integer PRIMARY KEY, v text);
CREATE PUBLICATION p FOR TABLE t (id, b, a), u WHERE (id > 5) WITH (publish = 'insert', publish_via_partition_root = true);
CREATE PUBLICATION q FOR ALL TABLES WITH (publish = 'insert, delete');
