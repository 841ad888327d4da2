-- FORCE binds the owner.
-- expect: narrows (owner) SELECT,INSERT,UPDATE,DELETE app.doc
-- before
-- after
ALTER TABLE app.doc FORCE ROW LEVEL SECURITY;
