CREATE SCHEMA app;
CREATE TYPE app.pair AS (a integer, b text);
CREATE TABLE app.t (p app.pair);
