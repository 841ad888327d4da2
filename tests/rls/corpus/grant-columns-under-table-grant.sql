-- Column grants under a grant on the table change nothing.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
GRANT SELECT (id) ON app.doc TO anon;
