CREATE SCHEMA old;
CREATE SCHEMA new;
-- pgbale: renamed-from old.t
CREATE TABLE new.t (id serial PRIMARY KEY, v text);
CREATE VIEW v AS SELECT * FROM new.t;
GRANT SELECT ON new.t TO PUBLIC;
