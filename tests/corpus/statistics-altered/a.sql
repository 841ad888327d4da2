CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b integer, c text);
CREATE STATISTICS app.ab (ndistinct) ON a, b FROM app.t;
CREATE STATISTICS app.ac ON a, c FROM app.t;
COMMENT ON STATISTICS app.ab IS 'both';
ALTER STATISTICS app.ac SET STATISTICS 300;
