-- AND over OR, written out.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING ((public OR locked) AND team = 1);
-- after
ALTER POLICY p ON app.doc USING ((public AND team = 1) OR (locked AND team = 1));
