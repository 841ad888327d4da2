-- With the caller's rights it cannot show more than the caller may see.
-- before
CREATE VIEW app.shown WITH (security_invoker = true) AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
CREATE OR REPLACE VIEW app.shown WITH (security_invoker = true) AS SELECT id, status FROM app.doc WHERE NOT locked;
