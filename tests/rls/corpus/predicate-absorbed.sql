-- A weaker alternative absorbs a stronger one.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public OR (public AND locked));
-- after
ALTER POLICY p ON app.doc USING (public);
