CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, a text, b text);
CREATE TABLE app.u (id integer PRIMARY KEY, a text);
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, delete', publish_via_partition_root = true);
CREATE PUBLICATION part FOR TABLE app.t (id, a) WHERE (id < 100 AND id <> 7), app.u;
CREATE PUBLICATION "Whole schema" FOR TABLES IN SCHEMA app;
CREATE PUBLICATION empty;
COMMENT ON PUBLICATION part IS 'some';
