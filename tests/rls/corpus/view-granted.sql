-- A grant on a view with its owner's rights.
-- expect: widens authenticated SELECT app.shown
-- before
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
GRANT SELECT ON app.shown TO authenticated;
