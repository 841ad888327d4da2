-- The way is gone.
-- expect: narrows anon SELECT app.shown
-- before
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
DROP VIEW app.shown;
