-- A new column under a grant on the table is not told apart.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO PUBLIC USING (public);
-- after
ALTER TABLE app.doc ADD COLUMN title text;
