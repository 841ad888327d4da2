-- A view that gets security_invoker adds nothing to its caller's rights.
-- expect: narrows anon SELECT app.shown
-- before
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
ALTER VIEW app.shown SET (security_invoker = true);
