CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b bigint, c text);
CREATE STATISTICS app.ab (ndistinct, mcv) ON a, b FROM app.t;
CREATE STATISTICS app.ac ON a, c FROM app.t;
COMMENT ON STATISTICS app.ab IS 'both';
