-- USAGE on the schema makes other grants count.
-- expect: widens carol SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
GRANT SELECT ON app.doc TO carol;
-- after
GRANT USAGE ON SCHEMA app TO carol;
