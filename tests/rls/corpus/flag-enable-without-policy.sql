-- Row security without a policy closes a table to all whom it binds.
-- expect: narrows anon SELECT app.doc
-- expect: narrows authenticated SELECT,INSERT,UPDATE,DELETE app.doc
-- before
ALTER TABLE app.doc DISABLE ROW LEVEL SECURITY;
-- after
ALTER TABLE app.doc ENABLE ROW LEVEL SECURITY;
