-- The right to pass a grant on opens nothing by itself.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
GRANT SELECT ON app.doc TO anon WITH GRANT OPTION;
