-- Who inherits from the owner bypasses row security too.
-- expect: widens staff,alice SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER app.doc
-- before
-- after
ALTER TABLE app.doc OWNER TO staff;
