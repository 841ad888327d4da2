-- A column is renamed under policies that follow it.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (owner = auth.uid());
CREATE POLICY i ON app.doc FOR INSERT TO authenticated WITH CHECK (owner = auth.uid());
-- after
ALTER TABLE app.doc RENAME COLUMN owner TO created_by;
