-- An alternative that is never true adds nothing.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER POLICY p ON app.doc USING (public OR (locked AND NOT locked));
