-- A view with its owner's rights is a new way to its tables.
-- expect: widens anon SELECT app.shown
-- before
-- after
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
