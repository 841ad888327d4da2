-- A materialized view has no row security.
-- expect: widens anon SELECT app.frozen
-- before
-- after
CREATE MATERIALIZED VIEW app.frozen AS SELECT id FROM app.doc;
GRANT SELECT ON app.frozen TO anon;
