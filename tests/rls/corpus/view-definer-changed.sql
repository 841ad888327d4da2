-- A view with its owner's rights shows something else.
-- expect: unproven anon SELECT app.shown
-- before
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
CREATE OR REPLACE VIEW app.shown AS SELECT id, status FROM app.doc WHERE NOT locked;
