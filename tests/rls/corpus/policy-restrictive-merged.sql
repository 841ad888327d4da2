-- A restrictive policy becomes a conjunct.
-- before
CREATE POLICY a ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY b ON app.doc AS RESTRICTIVE FOR SELECT TO authenticated USING (NOT locked);
-- after
DROP POLICY b ON app.doc;
ALTER POLICY a ON app.doc USING (public AND NOT locked);
