-- A conjunct becomes a restrictive policy.
-- before
CREATE POLICY a ON app.doc FOR SELECT TO authenticated USING (public AND NOT locked);
-- after
ALTER POLICY a ON app.doc USING (public);
CREATE POLICY b ON app.doc AS RESTRICTIVE FOR SELECT TO authenticated USING (NOT locked);
