-- INSERT of anything becomes INSERT of one's own.
-- expect: narrows authenticated INSERT app.doc
-- before
CREATE POLICY p ON app.doc FOR INSERT TO authenticated WITH CHECK (true);
-- after
ALTER POLICY p ON app.doc WITH CHECK (owner = auth.uid());
