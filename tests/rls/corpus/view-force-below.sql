-- FORCE does.
-- expect: unproven anon SELECT app.shown
-- expect: narrows (owner) SELECT,INSERT,UPDATE,DELETE app.doc
-- before
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
ALTER TABLE app.doc FORCE ROW LEVEL SECURITY;
