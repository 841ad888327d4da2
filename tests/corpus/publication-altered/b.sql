CREATE SCHEMA app;
CREATE TABLE app.t (id bigint PRIMARY KEY, a text, b text);
CREATE TABLE app.u (id integer PRIMARY KEY, a text);
CREATE PUBLICATION part FOR TABLE app.t (id, a) WHERE (id < 100) WITH (publish_via_partition_root);
CREATE PUBLICATION whole FOR TABLES IN SCHEMA app;
COMMENT ON PUBLICATION whole IS 'stays';
