-- One alternative less.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public OR owner = auth.uid());
-- after
ALTER POLICY p ON app.doc USING (owner = auth.uid());
