-- A list that PostgreSQL casts as a whole.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (label IN ('a', 'b'));
-- after
ALTER POLICY p ON app.doc USING (label IN ('a', 'b', 'c'));
