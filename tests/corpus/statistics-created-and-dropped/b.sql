CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b integer, c text);
CREATE STATISTICS app.ab (ndistinct, dependencies) ON a, b FROM app.t;
CREATE STATISTICS app.expr ON (a + b), lower(c) FROM app.t;
ALTER STATISTICS app.ab SET STATISTICS 300;
COMMENT ON STATISTICS app.ab IS 'both';
