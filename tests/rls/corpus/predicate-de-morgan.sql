-- NOT of an OR is an AND of NOTs.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (NOT (public OR locked));
-- after
ALTER POLICY p ON app.doc USING ((NOT public) AND (NOT locked));
