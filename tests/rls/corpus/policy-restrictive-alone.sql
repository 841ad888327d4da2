-- Without a permissive policy no row passes, with or without restrictive ones.
-- before
-- after
CREATE POLICY r ON app.doc AS RESTRICTIVE FOR SELECT TO authenticated USING (NOT locked);
