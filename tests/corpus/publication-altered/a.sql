CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, a text, b text);
CREATE TABLE app.u (id integer PRIMARY KEY, a text);
CREATE PUBLICATION part FOR TABLE app.t (id, a) WHERE (id < 100), app.u WITH (publish = 'insert');
CREATE PUBLICATION whole FOR ALL TABLES;
COMMENT ON PUBLICATION whole IS 'stays';
