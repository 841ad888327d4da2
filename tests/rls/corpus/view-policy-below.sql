-- Policies do not bind a view whose owner owns the table.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE VIEW app.shown AS SELECT id, status FROM app.doc;
GRANT SELECT ON app.shown TO anon;
-- after
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
