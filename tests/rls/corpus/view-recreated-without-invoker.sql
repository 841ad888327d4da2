-- A view made again without its options.
-- expect: widens anon SELECT app.shown
-- before
CREATE VIEW app.shown WITH (security_invoker = true) AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
DROP VIEW app.shown;
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
