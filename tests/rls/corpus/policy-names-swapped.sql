-- Two policies exchange their names.
-- before
CREATE POLICY a ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY b ON app.doc FOR SELECT TO authenticated USING (locked);
-- after
ALTER POLICY a ON app.doc RENAME TO c;
ALTER POLICY b ON app.doc RENAME TO a;
ALTER POLICY c ON app.doc RENAME TO b;
