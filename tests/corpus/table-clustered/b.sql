CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, v text);
CREATE INDEX t_v ON app.t (v DESC);
ALTER TABLE app.t CLUSTER ON t_v;
CREATE TABLE app.u (id integer);
CREATE INDEX u_id ON app.u (id);
CREATE MATERIALIZED VIEW app.m AS SELECT 1 AS one;
CREATE INDEX m_one ON app.m (one);
ALTER MATERIALIZED VIEW app.m CLUSTER ON m_one;
