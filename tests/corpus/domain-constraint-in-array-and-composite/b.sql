CREATE SCHEMA app;
CREATE DOMAIN app.pos AS integer CONSTRAINT small CHECK (VALUE < 2000);
CREATE TYPE app.pair AS (p app.pos, t text);
CREATE TABLE app.t (id integer, one app.pos, many app.pos[]);
CREATE TABLE app.u (id integer, pair app.pair);
