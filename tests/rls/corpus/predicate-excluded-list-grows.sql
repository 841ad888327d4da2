-- One exception more.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (status NOT IN ('a', 'b'));
-- after
ALTER POLICY p ON app.doc USING (status NOT IN ('a', 'b', 'c'));
