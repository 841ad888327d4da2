-- A view that loses security_invoker shows all rows.
-- expect: widens anon SELECT app.shown
-- before
CREATE VIEW app.shown WITH (security_invoker = true) AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
ALTER VIEW app.shown RESET (security_invoker);
