-- The order of conjuncts does not matter.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public AND NOT locked AND team = 1);
-- after
ALTER POLICY p ON app.doc USING (team = 1 AND public AND NOT locked);
