-- A rename and one condition more in the same policy.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
-- after
ALTER TABLE app.doc RENAME COLUMN owner TO created_by;
ALTER POLICY p ON app.doc USING (created_by = auth.uid() AND NOT locked);
