-- Without "b OR NOT b" rows pass where b is null.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public AND (locked OR NOT locked));
-- after
ALTER POLICY p ON app.doc USING (public);
