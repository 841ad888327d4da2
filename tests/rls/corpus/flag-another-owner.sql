-- A new owner bypasses row security and has all privileges.
-- expect: widens keeper SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER app.doc
-- before
-- after
ALTER TABLE app.doc OWNER TO keeper;
