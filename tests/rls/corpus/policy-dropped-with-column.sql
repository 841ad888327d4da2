-- A column dropped with CASCADE takes its policy along.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY a ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY b ON app.doc FOR SELECT TO authenticated USING (locked);
-- after
ALTER TABLE app.doc DROP COLUMN locked CASCADE;
