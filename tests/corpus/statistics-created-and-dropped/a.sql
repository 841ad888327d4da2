CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b integer, c text);
