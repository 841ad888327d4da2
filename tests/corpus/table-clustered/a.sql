CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, v text);
CREATE INDEX t_v ON app.t (v);
ALTER TABLE app.t CLUSTER ON t_pkey;
CREATE TABLE app.u (id integer);
CREATE INDEX u_id ON app.u (id);
ALTER TABLE app.u CLUSTER ON u_id;
