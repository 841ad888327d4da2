-- INSERT of one's own, for everybody, becomes INSERT of anything, for authenticated.
-- expect: narrows anon INSERT app.doc
-- expect: widens authenticated INSERT app.doc
-- before
GRANT INSERT ON app.doc TO anon;
CREATE POLICY p ON app.doc FOR INSERT TO PUBLIC WITH CHECK (owner = auth.uid());
-- after
ALTER POLICY p ON app.doc TO authenticated WITH CHECK (true);
