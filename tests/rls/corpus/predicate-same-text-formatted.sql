-- Blanks and parentheses do not matter.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING ((((public)))
  AND   ((team = 1)));
-- after
ALTER POLICY p ON app.doc USING (public AND team = 1);
