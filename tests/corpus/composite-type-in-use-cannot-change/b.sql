CREATE SCHEMA app;
CREATE TYPE app.pair AS (a bigint, b text);
CREATE TABLE app.t (p app.pair);
