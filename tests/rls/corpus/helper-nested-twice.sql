-- A function that a function calls that a view reads that a policy asks.
-- expect: unproven authenticated SELECT app.deep
-- expect: unproven authenticated SELECT app.looking
-- before
CREATE TABLE app.deep (id integer);
CREATE FUNCTION app.inner_most() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1';
CREATE FUNCTION app.middle() RETURNS integer LANGUAGE plpgsql STABLE AS 'BEGIN RETURN app.inner_most(); END';
CREATE VIEW app.looking AS SELECT app.middle() AS n;
GRANT SELECT ON app.looking TO authenticated;
ALTER TABLE app.deep ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.deep FOR SELECT TO authenticated USING (id IN (SELECT n FROM app.looking));
GRANT SELECT ON app.deep TO authenticated;
-- after
CREATE OR REPLACE FUNCTION app.inner_most() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 2';
