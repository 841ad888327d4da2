-- A view with its caller's rights is none.
-- before
-- after
CREATE VIEW app.shown WITH (security_invoker = true) AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
