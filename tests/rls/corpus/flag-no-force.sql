-- Without FORCE the owner sees everything.
-- expect: widens (owner) SELECT,INSERT,UPDATE,DELETE app.doc
-- before
ALTER TABLE app.doc FORCE ROW LEVEL SECURITY;
-- after
ALTER TABLE app.doc NO FORCE ROW LEVEL SECURITY;
