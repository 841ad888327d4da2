-- INSERT of one column less.
-- expect: narrows authenticated INSERT app.doc
-- before
CREATE POLICY p ON app.doc FOR INSERT TO authenticated WITH CHECK (true);
REVOKE INSERT ON app.doc FROM authenticated;
GRANT INSERT (id, status, owner) ON app.doc TO authenticated;
-- after
REVOKE INSERT (owner) ON app.doc FROM authenticated;
