-- A view with another owner has other rights.
-- expect: unproven anon SELECT app.shown
-- expect: widens keeper SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER app.shown
-- before
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
ALTER VIEW app.shown OWNER TO keeper;
