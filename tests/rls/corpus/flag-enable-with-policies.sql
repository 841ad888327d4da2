-- Row security with policies narrows for all whom it binds.
-- expect: narrows anon SELECT app.doc
-- expect: narrows authenticated SELECT,INSERT,UPDATE,DELETE app.doc
-- before
ALTER TABLE app.doc DISABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
ALTER TABLE app.doc ENABLE ROW LEVEL SECURITY;
