-- The mirror: everybody with a grant sees all rows.
-- expect: widens anon SELECT app.doc
-- expect: widens authenticated SELECT,INSERT,UPDATE,DELETE app.doc
-- before
-- after
ALTER TABLE app.doc DISABLE ROW LEVEL SECURITY;
